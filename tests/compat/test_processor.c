/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names of processors as processors tell them and as lists print them. */
#include "small_db.h"

static struct arena arena;

/* What a processor tells or a list prints, and the form in which both are compared. */
static const char *const names[][2] = {
        {"11th Gen Intel(R) Core(TM) i5-1135G7 @ 2.40GHz", "core i5 1135g7"},
        {"Core(TM) i5-1135G7", "core i5 1135g7"},
        {"Intel® Core™ i5-1135G7 Processor", "core i5 1135g7"},
        {"AMD Ryzen 5 PRO 4650U with Radeon Graphics", "ryzen 5 pro 4650u"},
        {"Ryzen 5 PRO 4650U", "ryzen 5 pro 4650u"},
        {"AMD Ryzen 9 7940HS w/ Radeon 780M Graphics", "ryzen 9 7940hs"},
        {"AMD Ryzen 5 7600 6-Core Processor", "ryzen 5 7600"},
        {"AMD EPYC 7502P 32-Core Processor", "epyc 7502p"},
        {"AMD FX(tm)-8350 Eight-Core Processor           ", "fx 8350"},
        {"AMD Athlon(tm) II X2 245 Processor", "athlon ii x2 245"},
        {"AMD Athlon(tm) 64 X2 Dual Core Processor 4400+", "athlon 64 x2 4400+"},
        {"AMD Ryzen Threadripper PRO 3945WX 12-Cores", "ryzen threadripper pro 3945wx"},
        {"AMD A10-7850K Radeon R7, 12 Compute Cores 4C+8G", "a10 7850k"},
        {"AMD Opteron(tm) Processor 8218", "opteron 8218"},
        {"Intel(R) Core(TM)2 Duo CPU E8400 @ 3.00GHz          ", "core 2 duo e8400"},
        {"Intel(R) Core(TM) i3 CPU       M 350  @ 2.27GHz", "core i3 m 350"},
        {"Intel(R) Xeon(R) CPU           E5620  @ 2.40GHz", "xeon e5620"},
        {"Intel(R) Xeon(R) CPU E5-2650 0 @ 2.00GHz", "xeon e5 2650 0"},
        {"Intel(R) Xeon(R) Silver 4210 CPU @ 2.20GHz", "xeon silver 4210"},
        {"Intel(R) Xeon(TM) CPU 2.80GHz", "xeon"},
        {"Intel(R) Xeon(R) Gold 5420+", "xeon gold 5420+"},
        {"Intel(R) Core(TM) Ultra 7 155H", "core ultra 7 155h"},
        {"Core(TM) 7-250H", "core 7 250h"},
        {"Intel(R) Core(TM) 7 250H", "core 7 250h"},
        {"12th Generation Intel Core i7-1260P", "core i7 1260p"},
        {"Intel(R) Core(TM) i7-8705G CPU @ 3.10GHz", "core i7 8705g"},
        {"Intel Core i7-8705G Processor with Radeon RX Vega M GL graphics",
         "core i7 8705g"},
        {"Genuine Intel(R) CPU           T2400  @ 1.83GHz", "t2400"},
        {"VIA Nano X2 U4025 @ 1.2 GHz", "nano x2 u4025"},
        {"VIA C7-M Processor 1500MHz", "c7 m"},
        {"ZHAOXIN KaiXian KX-U6780A@2.7GHz", "kaixian kx u6780a"},
        {"Snapdragon (TM) 8cx Gen 3 @ 3.0 GHz", "snapdragon 8cx gen 3"},
        {"Intel(R) CPU @ 2.00GHz", ""},
        {"Processor", ""},
        {"", ""},
};

Test(compat_processor, names_have_one_form)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		cr_assert_str_eq(compat_cpu_name(&arena, names[i][0]), names[i][1], "%s",
		                 names[i][0]);
}

Test(compat_processor, a_name_of_any_length_has_an_end)
{
	char *name = memory_get(100001);
	memset(name, 'x', 100000);
	cr_assert_lt(strlen(compat_cpu_name(&arena, name)), 100);
	for (size_t i = 0; i < 100000; i += 2)
		name[i] = '@';
	compat_cpu_name(&arena, name);
	for (size_t i = 0; i < 100000; i++)
		name[i] = i % 2 ? ' ' : 'a';
	cr_assert_lt(strlen(compat_cpu_name(&arena, name)), 3000);
	free(name);
}

static size_t find(const struct compat *compat, const char *model, const char *name)
{
	struct error err = {0};
	struct compat_processor_names found =
	        compat_processor_named(compat, "windows-11", model, &arena, &err);
	cr_assert_eq(err.code, EXIT_ok);
	if (name)
		cr_assert_str_eq(found.items[0].name, name);
	return found.n;
}

Test(compat_processor, a_listed_name_stands_whole_in_the_model)
{
	struct compat *compat = small_open();
	const char *const tiger = "11th Gen Intel(R) Core(TM) i5-1135G7 @ 2.40GHz";
	cr_assert_eq(find(compat, tiger, "Core(TM) i5-1135G7"), 1);
	cr_assert_eq(find(compat, "AMD Ryzen 5 PRO 4650U with Radeon Graphics",
	                  "Ryzen 5 PRO 4650U"),
	             1);
	/* More words around it are fine, parts of words are not. */
	cr_assert_eq(find(compat, "Ryzen 5 PRO 4650U Mobile", "Ryzen 5 PRO 4650U"), 1);
	cr_assert_eq(find(compat, "Ryzen 5 PRO 4650U Ryzen 5 PRO 4650U", NULL), 1);
	cr_assert_eq(find(compat, "Ryzen 5 PRO 4650", NULL), 0);
	cr_assert_eq(find(compat, "Ryzen 5 4650U", NULL), 0);
	cr_assert_eq(find(compat, "Ryzen 15 PRO 4650U", NULL), 0);
	cr_assert_eq(find(compat, "Core(TM) i5-1135G7E", NULL), 0);
	cr_assert_eq(find(compat, "", NULL), 0);
	struct compat_processor_names kaby = compat_processor_named(
	        compat, "windows-11", "Intel(R) Core(TM) i7-7820HQ CPU @ 2.90GHz", &arena,
	        NULL);
	cr_assert_eq(kaby.n, 1);
	cr_assert_str_eq(kaby.items[0].vendor, "Intel");
	cr_assert_str_eq(kaby.items[0].release, "25H2");
	cr_assert_str_eq(kaby.items[0].note, "only in some devices");
	cr_assert_str_eq(kaby.items[0].source->id, "processors");
	cr_assert_str_eq(kaby.items[0].file, "cpu-names/windows-11.tsv");
	cr_assert_eq(kaby.items[0].line, 4);
	compat_close(compat);
}

Test(compat_processor, a_set_has_its_rows_and_lists)
{
	struct compat *compat = small_open();
	struct error err = {0};
	const struct compat_processor_set *set =
	        compat_processor_set(compat, "windows-11", &err);
	cr_assert_eq(set->rule_count, 4);
	cr_assert_str_eq(set->rules[0].vendor, "Intel");
	cr_assert_eq(set->rules[0].family_min, 6);
	cr_assert_eq(set->rules[0].family_max, 6);
	cr_assert_eq(set->rules[0].model_max, 84);
	cr_assert_eq(set->rules[0].stepping_min, -1);
	cr_assert_eq(set->rules[0].ruling, RULING_no);
	cr_assert_null(set->rules[0].note);
	cr_assert_eq(set->rules[1].ruling, RULING_unknown);
	cr_assert_str_eq(set->rules[1].note, "with platform identifier 16");
	cr_assert_eq(set->rules[1].line, 3);
	cr_assert_str_eq(set->rules[3].vendor, "*");
	cr_assert_eq(set->list_count, 2);
	cr_assert_str_eq(set->lists[0].vendor, "AMD");
	cr_assert_eq(set->lists[0].names, 1);
	cr_assert_eq(set->lists[1].names, 3);
	cr_assert_null(compat_processor_set(compat, "windows-12", &err));
	cr_assert_eq(err.code, EXIT_ok);
	compat_close(compat);
}
