/* SPDX-License-Identifier: GPL-3.0-or-later
 * Runs a fuzz target over every file of the folders given, and says so in TAP. Built
 * without a fuzzing engine, so that the kept inputs are part of the test suite. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *folder, const char *name)
{
	char path[1024];
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	FILE *f = fopen(path, "rb");
	if (!f)
		return 0;
	enum { MAX = 4 << 20 };
	uint8_t *data = malloc(MAX);
	size_t n = fread(data, 1, MAX, f);
	fclose(f);
	/* An exact copy, so that reading one byte too far is seen. */
	uint8_t *exact = realloc(data, n ? n : 1);
	LLVMFuzzerTestOneInput(exact, n);
	free(exact);
	return 1;
}

int main(int argc, char **argv)
{
	int count = 0;
	static const uint8_t nothing[1];
	LLVMFuzzerTestOneInput(nothing, 0);
	for (int i = 1; i < argc; i++) {
		DIR *dir = opendir(argv[i]);
		for (struct dirent *e; dir && (e = readdir(dir));)
			if (e->d_name[0] != '.')
				count += replay(argv[i], e->d_name);
		if (dir)
			closedir(dir);
	}
	printf("%s - replayed %d kept inputs\n", count ? "ok" : "not ok", count);
	return count ? 0 : 1;
}
