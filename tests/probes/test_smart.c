/* SPDX-License-Identifier: GPL-3.0-or-later
 * The probe smart: what an answer says, what it does not, and programs that do not end.
 */
#include "probes/smart.h"
#include "probes/table.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A disk of which one answer was read. */
struct read {
	struct scan *scan;
	struct component *disk;
};

static struct read answer(const char *text)
{
	struct read r = {scan_new(), NULL};
	r.disk = scan_add(r.scan, KIND_disk, "sda");
	smart_map(r.scan, r.disk, text, strlen(text));
	return r;
}

static void expect_integer(const struct read *r, enum fact_id fact, int64_t n)
{
	const struct fact *f = fact_get(r->disk, fact);
	cr_assert(f && f->state == STATE_known, "%s is not known", fact_full_name(fact));
	cr_assert_eq(f->value.number.min, fixed_from_int(n), "%s differs",
	             fact_full_name(fact));
}

static void expect_unreadable(const struct read *r, enum fact_id fact, const char *why)
{
	const struct fact *f = fact_get(r->disk, fact);
	cr_assert(f && f->state == STATE_unreadable, "%s", fact_full_name(fact));
	cr_assert_str_eq(f->why, why);
}

static void expect_word(const struct read *r, enum fact_id fact, const char *word)
{
	const struct value *value = fact_value(r->disk, fact);
	cr_assert(value != NULL);
	cr_assert_str_eq(value->text, word);
}

Test(smart, zero_of_a_scsi_drive_without_a_sensor_is_no_temperature)
{
	struct read r = answer("{\"device\":{\"protocol\":\"SCSI\"},"
	                       "\"temperature\":{\"current\":0}}");
	expect_unreadable(&r, FACT_disk_temperature, "the drive does not tell");
	scan_free(r.scan);
	r = answer("{\"device\":{\"protocol\":\"SCSI\"},"
	           "\"temperature\":{\"current\":1}}");
	expect_integer(&r, FACT_disk_temperature, 1);
	scan_free(r.scan);
	r = answer("{\"device\":{\"protocol\":\"NVMe\"},"
	           "\"temperature\":{\"current\":0}}");
	expect_integer(&r, FACT_disk_temperature, 0);
	scan_free(r.scan);
}

Test(smart, an_nvme_drive_tells_health_wear_hours_and_temperature)
{
	struct read r = answer(
	        "{\"smart_status\":{\"passed\":true},"
	        "\"nvme_smart_health_information_log\":{\"percentage_used\":7},"
	        "\"power_on_time\":{\"hours\":1200},\"temperature\":{\"current\":41}}");
	expect_word(&r, FACT_disk_health, "passed");
	expect_integer(&r, FACT_disk_wear, 7);
	expect_integer(&r, FACT_disk_power_on_time, 1200 * 3600);
	expect_integer(&r, FACT_disk_temperature, 41);
	expect_unreadable(&r, FACT_disk_reallocated_sectors, "the drive does not tell");
	scan_free(r.scan);
}

Test(smart, an_ata_drive_tells_sectors_by_attribute_and_endurance_by_statistic)
{
	struct read r = answer(
	        "{\"smart_status\":{\"passed\":false},\"ata_smart_attributes\":{"
	        "\"table\":["
	        "{\"id\":5,\"raw\":{\"value\":24}},{\"id\":197,\"raw\":{\"value\":8}}]},"
	        "\"ata_device_statistics\":{\"pages\":[{\"number\":7,\"table\":[{"
	        "\"offset\":8,"
	        "\"value\":31,\"flags\":{\"valid\":true}}]}]}}");
	expect_word(&r, FACT_disk_health, "failed");
	expect_integer(&r, FACT_disk_reallocated_sectors, 24);
	expect_integer(&r, FACT_disk_pending_sectors, 8);
	expect_integer(&r, FACT_disk_wear, 31);
	scan_free(r.scan);
}

Test(smart, a_maker_s_count_in_the_upper_bytes_is_left_out)
{
	struct read r = answer("{\"ata_smart_attributes\":{\"table\":["
	                       "{\"id\":5,\"raw\":{\"value\":8589934597}}]}}");
	expect_integer(&r, FACT_disk_reallocated_sectors, 5);
	scan_free(r.scan);
}

Test(smart, a_statistic_that_is_not_valid_says_nothing)
{
	struct read r = answer("{\"ata_device_statistics\":{\"pages\":[{\"number\":7,"
	                       "\"table\":[{\"offset\":8,"
	                       "\"value\":31,\"flags\":{\"valid\":false}}]}]}}");
	expect_unreadable(&r, FACT_disk_wear, "the drive does not tell");
	scan_free(r.scan);
}

Test(smart, a_disk_that_sleeps_is_said_to_sleep)
{
	struct read r =
	        answer("{\"smartctl\":{\"exit_status\":3,\"messages\":[{\"string\":"
	               "\"Device is in STANDBY mode, exit(3)\"}]}}");
	expect_unreadable(&r, FACT_disk_health, "the disk sleeps and was not woken");
	scan_free(r.scan);
}

Test(smart, the_program_s_own_reason_is_kept_without_control_characters)
{
	struct read r = answer("{\"smartctl\":{\"messages\":[{\"string\":"
	                       "\"/dev/vda: Unable to detect\\u001b[31m type\"}]}}");
	const struct fact *f = fact_get(r.disk, FACT_disk_health);
	cr_assert(f && f->why);
	cr_expect(strstr(f->why, "smartctl says: /dev/vda: Unable to detect") == f->why);
	cr_expect_eq(strchr(f->why, '\033'), NULL);
	scan_free(r.scan);
}

Test(smart, numbers_that_cannot_be_are_no_facts)
{
	struct read r =
	        answer("{\"power_on_time\":{\"hours\":-1},"
	               "\"temperature\":{\"current\":9999},"
	               "\"nvme_smart_health_information_log\":"
	               "{\"percentage_used\":1e9},\"smart_status\":{\"passed\":3}}");
	expect_unreadable(&r, FACT_disk_power_on_time, "the drive does not tell");
	expect_unreadable(&r, FACT_disk_temperature, "the drive does not tell");
	expect_unreadable(&r, FACT_disk_wear, "the drive does not tell");
	expect_unreadable(&r, FACT_disk_health, "the drive does not tell");
	scan_free(r.scan);
}

Test(smart, an_answer_that_is_no_json_says_so)
{
	struct read r = answer("smartctl 6.6 2017-11-05");
	expect_unreadable(&r, FACT_disk_wear, "smartctl gave no JSON");
	scan_free(r.scan);
}

/* A program that stands for smartctl. */
static void make_program(char path[32], const char *text)
{
	strcpy(path, "/tmp/smart-XXXXXX");
	int fd = mkstemp(path);
	cr_assert(fd >= 0);
	cr_assert_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	cr_assert_eq(fchmod(fd, 0755), 0);
	close(fd);
}

Test(smart, drives_are_asked_side_by_side_and_one_that_hangs_does_not_hold_the_rest)
{
	char path[32];
	struct timespec before, after;
	make_program(path, "#!/bin/sh\ncase $* in */dev/hang*) exec sleep 60 ;; esac\n"
	                   "echo '{\"asked\":\"'\"$*\"'\"}'\n");
	struct smart_question items[] = {{.device = "/dev/hang", .type = "sat"},
	                                 {.device = "/dev/one", .type = "nvme"},
	                                 {.device = "/dev/two"}};
	clock_gettime(CLOCK_MONOTONIC, &before);
	smart_ask(path, items, 3, 3000);
	clock_gettime(CLOCK_MONOTONIC, &after);
	unlink(path);
	cr_expect_eq(items[0].end, SMART_silent);
	cr_expect_eq(items[1].end, SMART_answered);
	cr_expect_eq(items[2].end, SMART_answered);
	cr_expect(items[1].n &&
	                  memmem(items[1].text, items[1].n, "--nocheck=standby,3", 19),
	          "a disk that sleeps must be left asleep");
	cr_expect(items[1].n && memmem(items[1].text, items[1].n, "-d nvme", 7));
	cr_expect(after.tv_sec - before.tv_sec < 30,
	          "the program that hangs was waited for");
	smart_questions_done(items, 3);
}

Test(smart, an_answer_without_end_is_cut)
{
	char path[32];
	make_program(path, "#!/bin/sh\nexec yes\n");
	struct smart_question item = {.device = "/dev/one"};
	smart_ask(path, &item, 1, 20000);
	unlink(path);
	cr_expect_leq(item.n, (size_t)SMART_TEXT_MAX);
	smart_questions_done(&item, 1);
}

Test(smart, a_program_that_is_not_there_failed)
{
	struct smart_question item = {.device = "/dev/one"};
	smart_ask("/nowhere/smartctl", &item, 1, 1000);
	cr_expect_eq(item.end, SMART_failed);
	smart_questions_done(&item, 1);
}
