/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads and verifies SSHSIG. Takes bytes from strangers. */
#include "base/sshsig.h"

#include "base/arena.h"
#include "base/buf.h"

#include <fnmatch.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SIGNATURE = 64, LINE_MAX_BYTES = 4096 };

static const char magic[] = "SSHSIG";
static const char begin_mark[] = "-----BEGIN SSH SIGNATURE-----";
static const char end_mark[] = "-----END SSH SIGNATURE-----";
static const char key_type[] = "ssh-ed25519";

/* ---- the wire format -------------------------------------------------------------- */

struct wire {
	const uint8_t *at;
	size_t n;
	bool bad;
};

struct span {
	const uint8_t *bytes;
	size_t n;
};

static struct span take(struct wire *w, size_t n)
{
	struct span span = {w->at, n};
	if (w->bad || n > w->n) {
		w->bad = true;
		return (struct span){(const uint8_t *)"", 0};
	}
	w->at += n;
	w->n -= n;
	return span;
}

static uint32_t take_number(struct wire *w)
{
	struct span s = take(w, 4);
	return s.n == 4 ? (uint32_t)s.bytes[0] << 24 | (uint32_t)s.bytes[1] << 16 |
	                          (uint32_t)s.bytes[2] << 8 | s.bytes[3]
	                : 0;
}

static struct span take_string(struct wire *w)
{
	return take(w, take_number(w));
}

static bool is(struct span span, const char *text)
{
	return span.n == strlen(text) && !memcmp(span.bytes, text, span.n);
}

static void put_string(struct buf *out, const void *bytes, size_t n)
{
	char length[4] = {(char)(n >> 24), (char)(n >> 16), (char)(n >> 8), (char)n};
	buf_add(out, length, 4);
	buf_add(out, bytes, n);
}

/* A public key or a signature: its kind and its bytes, n of them. */
static bool take_ed25519(struct span from, size_t n, struct span *bytes)
{
	struct wire w = {from.bytes, from.n, false};
	struct span kind = take_string(&w);
	*bytes = take_string(&w);
	return !w.bad && !w.n && is(kind, key_type) && bytes->n == n;
}

/* ---- verifying -------------------------------------------------------------------- */

static int no_signature(struct error *err, const char *text)
{
	error_set(err, EXIT_usage, "signature", "%s", text);
	return error_remedy(err, "sign it again: hwfit scan --sign KEY -o FILE");
}

static int unarmour(const char *text, size_t n, uint8_t *bytes, size_t *length)
{
	const char *from = memmem(text, n, begin_mark, strlen(begin_mark));
	if (!from)
		return -1;
	from += strlen(begin_mark);
	size_t rest = n - (size_t)(from - text);
	const char *to = memmem(from, rest, end_mark, strlen(end_mark));
	if (!to || (size_t)(to - from) > SSHSIG_MAX)
		return -1;
	return sodium_base642bin(bytes, SSHSIG_MAX, from, (size_t)(to - from), " \t\r\n",
	                         length, NULL, sodium_base64_VARIANT_ORIGINAL);
}

/* What is signed in place of the message. */
static bool write_signed(struct span space, struct span hash, const char *message,
                         size_t n, struct buf *out)
{
	uint8_t digest[crypto_hash_sha512_BYTES];
	size_t length = crypto_hash_sha512_BYTES;
	if (is(hash, "sha512")) {
		crypto_hash_sha512(digest, (const uint8_t *)message, n);
	} else if (is(hash, "sha256")) {
		crypto_hash_sha256(digest, (const uint8_t *)message, n);
		length = crypto_hash_sha256_BYTES;
	} else {
		return false;
	}
	buf_add(out, magic, strlen(magic));
	put_string(out, space.bytes, space.n);
	put_string(out, "", 0);
	put_string(out, hash.bytes, hash.n);
	put_string(out, digest, length);
	return true;
}

int sshsig_verify(const char *message, size_t n, const char *signature,
                  size_t signature_n, const char *space, uint8_t key[SSHSIG_KEY],
                  struct error *err)
{
	uint8_t bytes[SSHSIG_MAX];
	size_t length;
	struct span public, made;
	if (sodium_init() < 0 || unarmour(signature, signature_n, bytes, &length))
		return no_signature(err,
		                    "expected an SSH signature, found something else");
	struct wire w = {bytes, length, false};
	bool ours = is(take(&w, strlen(magic)), magic) && take_number(&w) == 1;
	struct span public_blob = take_string(&w), in_space = take_string(&w);
	take_string(&w); /* reserved */
	struct span hash = take_string(&w), made_blob = take_string(&w);
	if (!ours || w.bad || w.n)
		return no_signature(err, "the signature is damaged");
	if (!take_ed25519(public_blob, SSHSIG_KEY, &public) ||
	    !take_ed25519(made_blob, SIGNATURE, &made))
		return no_signature(err,
		                    "expected the signature of an Ed25519 key, found "
		                    "another kind");
	if (!is(in_space, space)) {
		error_set(err, EXIT_usage, "signature",
		          "expected a signature for %s, found one for another purpose",
		          space);
		return -1;
	}
	struct buf text = BUF_EMPTY;
	bool good = write_signed(in_space, hash, message, n, &text) &&
	            !crypto_sign_verify_detached(made.bytes, (const uint8_t *)text.text,
	                                         text.n, public.bytes);
	buf_done(&text);
	if (!good)
		return no_signature(err, "the document is not what was signed: a byte of "
		                         "it was changed");
	memcpy(key, public.bytes, SSHSIG_KEY);
	return 0;
}

/* ---- who may sign ----------------------------------------------------------------- */

/* The end of a field: blanks inside of quotes belong to it. */
static char *field_end(char *at)
{
	bool quoted = false;
	for (; *at && (quoted || (*at != ' ' && *at != '\t')); at++)
		quoted ^= *at == '"';
	return at;
}

static char *next_field(char **at)
{
	char *field = *at + strspn(*at, " \t");
	char *end = field_end(field);
	*at = *end ? end + 1 : end;
	*end = '\0';
	return *field ? field : NULL;
}

/* "20240101", "202401011200" or with seconds; Z: UTC, else local time. 0: not understood.
 */
static time_t time_of(const char *text)
{
	struct tm tm = {.tm_isdst = -1};
	size_t n = strspn(text, "0123456789");
	const char *format = n == 8    ? "%Y%m%d"
	                     : n == 12 ? "%Y%m%d%H%M"
	                     : n == 14 ? "%Y%m%d%H%M%S"
	                               : NULL;
	char digits[16] = "";
	if (!format || (text[n] && strcmp(text + n, "Z") != 0))
		return 0;
	memcpy(digits, text, n);
	/* strptime takes as many digits as it can: give it blanks between. */
	char spaced[24];
	snprintf(spaced, sizeof(spaced), "%.4s %.2s %.2s %.2s %.2s %.2s", digits,
	         digits + 4, digits + 6, n > 8 ? digits + 8 : "00",
	         n > 8 ? digits + 10 : "00", n > 12 ? digits + 12 : "00");
	if (!strptime(spaced, "%Y %m %d %H %M %S", &tm))
		return 0;
	return text[n] ? timegm(&tm) : mktime(&tm);
}

/* Does a list of patterns, "a,b*,!c", hold the name? */
static bool in_patterns(char *patterns, const char *name)
{
	bool found = false;
	for (char *one = strtok_r(patterns, ",", &patterns); one;
	     one = strtok_r(NULL, ",", &patterns)) {
		bool negated = *one == '!';
		if (fnmatch(one + negated, name, 0))
			continue;
		if (negated)
			return false;
		found = true;
	}
	return found;
}

/* One option; false: it does not allow this, or is not understood. */
static bool option_allows(char *option, const char *space, time_t when)
{
	char *value = strchr(option, '=');
	if (!value)
		return false; /* cert-authority: what it certifies is not looked into */
	*value++ = '\0';
	size_t n = strlen(value);
	if (n < 2 || *value != '"' || value[n - 1] != '"')
		return false;
	value[n - 1] = '\0';
	value++;
	if (!strcasecmp(option, "namespaces"))
		return in_patterns(value, space);
	time_t at = time_of(value);
	if (!strcasecmp(option, "valid-after"))
		return at && when >= at;
	return !strcasecmp(option, "valid-before") && at && when < at;
}

static bool options_allow(char *options, const char *space, time_t when)
{
	while (options && *options) {
		bool quoted = false;
		char *end = options;
		for (; *end && (quoted || *end != ','); end++)
			quoted ^= *end == '"';
		char *next = *end ? end + 1 : NULL;
		*end = '\0';
		if (!option_allows(options, space, when))
			return false;
		options = next;
	}
	return true;
}

static bool line_allows(char *line, const uint8_t *key, const char *space, time_t when,
                        char name[SSHSIG_NAME_MAX])
{
	uint8_t blob[128];
	size_t length;
	struct span public;
	char *people = next_field(&line), *kind = people ? next_field(&line) : NULL;
	char *options = NULL;
	if (kind && strcmp(kind, key_type) != 0) {
		options = kind;
		kind = next_field(&line);
	}
	char *text = kind ? next_field(&line) : NULL;
	if (!text || *people == '#' || strcmp(kind, key_type) != 0 ||
	    sodium_base642bin(blob, sizeof(blob), text, strlen(text), NULL, &length, NULL,
	                      sodium_base64_VARIANT_ORIGINAL) ||
	    !take_ed25519((struct span){blob, length}, SSHSIG_KEY, &public) ||
	    memcmp(public.bytes, key, SSHSIG_KEY) != 0 ||
	    !options_allow(options, space, when))
		return false;
	size_t quote = *people == '"';
	snprintf(name, SSHSIG_NAME_MAX, "%.*s", (int)strcspn(people + quote, ",\""),
	         people + quote);
	return *name != '\0';
}

bool sshsig_signer(const char *signers, size_t n, const uint8_t key[SSHSIG_KEY],
                   const char *space, time_t when, char name[SSHSIG_NAME_MAX])
{
	bool found = false;
	for (size_t at = 0; at < n && !found;) {
		const char *end = memchr(signers + at, '\n', n - at);
		size_t length = end ? (size_t)(end - signers) - at : n - at;
		char line[LINE_MAX_BYTES];
		size_t text =
		        length && signers[at + length - 1] == '\r' ? length - 1 : length;
		if (text < sizeof(line)) {
			memcpy(line, signers + at, text);
			line[text] = '\0';
			found = line_allows(line, key, space, when, name);
		}
		at += length + 1;
	}
	return found;
}
