/* SPDX-License-Identifier: GPL-3.0-or-later
 * A controller of Bluetooth without hardware, for a guest: controller HCI_VERSION.
 * Answers what the kernel asks of one that it takes up, through /dev/vhci, until it is
 * ended. Spec: Bluetooth Core Specification, vol. 4 part E, 7 (commands), 7.7.14 (Command
 * Complete) */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COMMAND = 1, EVENT = 4, VENDOR = 0xff, COMPLETE = 0x0e, PARAMETERS = 255 };

/* What a command answers behind its status; of most it is nothing. */
static const struct {
	uint16_t command;
	uint8_t n;
	uint8_t bytes[8];
} answers[] = {
        {0x1002, 64, {0}},                      /* commands that it knows: none besides */
        {0x1003, 8, {0, 0, 0, 0, 0x40}},        /* features: low energy */
        {0x1004, 10, {0}},                      /* more of them */
        {0x1005, 7, {0xff, 3, 64, 8, 0, 8, 0}}, /* buffers */
        {0x1009, 6, {1, 2, 3, 4, 5, 0xaa}},     /* address */
        {0x0c14, 248, {'m', 'a', 'd', 'e'}},    /* name */
        {0x0c23, 3, {0}},                       /* class */
        {0x0c25, 2, {0}},
        {0x0c38, 1, {1}},
        {0x0c39, 16, {0}},
        {0x2002, 3, {0xfb, 0, 8}}, /* buffers of low energy */
        {0x2003, 8, {0}},
        {0x2007, 1, {0}},
        {0x200f, 1, {8}},
        {0x201c, 8, {0}},
};

static size_t answer(uint16_t command, uint8_t version, uint8_t *bytes)
{
	static const uint16_t local_version = 0x1001;
	if (command == local_version) {
		memcpy(bytes, (const uint8_t[]){version, 0, 0, version, 2, 0, 0, 0}, 8);
		return 8;
	}
	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++)
		if (answers[i].command == command) {
			memcpy(bytes, answers[i].bytes, sizeof(answers[i].bytes));
			return answers[i].n;
		}
	return 0;
}

int main(int argc, char **argv)
{
	const uint8_t create[] = {VENDOR, 0};
	uint8_t in[1024];
	int fd = open("/dev/vhci", O_RDWR);
	if (argc != 2 || fd < 0 || write(fd, create, sizeof(create)) != sizeof(create)) {
		perror("controller: /dev/vhci");
		return 1;
	}
	for (ssize_t n; (n = read(fd, in, sizeof(in))) > 0;) {
		uint8_t out[7 + PARAMETERS] = {EVENT, COMPLETE, 0, 1, in[1], in[2], 0};
		if (n < 4 || in[0] != COMMAND)
			continue;
		size_t length = answer((uint16_t)(in[1] | in[2] << 8),
		                       (uint8_t)atoi(argv[1]), out + 7);
		out[2] = (uint8_t)(4 + length);
		if (write(fd, out, 7 + length) < 0)
			break;
	}
	return 0;
}
