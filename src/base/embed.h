/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files that stand in the program as they are. */
#ifndef HWFIT_EMBED_H
#define HWFIT_EMBED_H

/* Puts the file at path (from the top of the sources) into the read-only data of the
 * program, with a NUL behind. The symbol is declared beside it:
 *   extern const char symbol[] __attribute__((visibility("hidden")));
 * and the Makefile says that the object depends on the file. */
#define EMBED(symbol, path)                                                              \
	__asm__(".pushsection .rodata\n" symbol ":\n.incbin \"" path                     \
	        "\"\n.byte 0\n.popsection\n")

#endif
