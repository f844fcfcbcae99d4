/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks drivers of network interfaces through ethtool's ioctl, and keeps their answers as
 * lines of text in a recording. Specification: linux/ethtool.h. */
#include "probes/network.h"

#include "base/text.h"

#include <errno.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

struct link_settings {
	struct ethtool_link_settings head;
	uint32_t masks[3 * NETWORK_MODE_WORDS];
};

struct permanent_address {
	struct ethtool_perm_addr head;
	uint8_t bytes[NETWORK_MAC_MAX];
};

static enum network_state ask(int fd, const char *name, void *command)
{
	struct ifreq request = {0};
	snprintf(request.ifr_name, sizeof(request.ifr_name), "%s", name);
	request.ifr_data = command;
	if (!ioctl(fd, SIOCETHTOOL, &request))
		return NETWORK_READ;
	if (errno == EOPNOTSUPP || errno == ENOTTY)
		return NETWORK_UNSUPPORTED;
	return errno == EPERM || errno == EACCES ? NETWORK_DENIED : NETWORK_FAILED;
}

/* /sys may show the interfaces of another network namespace. */
static bool is_same_interface(int fd, const struct network_raw *raw)
{
	struct ifreq request = {0};
	char text[32] = "";
	if (strlen(raw->name) >= sizeof(request.ifr_name))
		return false;
	snprintf(request.ifr_name, sizeof(request.ifr_name), "%s", raw->name);
	if (ioctl(fd, SIOCGIFINDEX, &request) || request.ifr_ifindex != raw->index)
		return false;
	if (ioctl(fd, SIOCGIFHWADDR, &request))
		return false;
	const unsigned char *mac = (const unsigned char *)request.ifr_hwaddr.sa_data;
	snprintf(text, sizeof(text), "%02x:%02x:%02x:%02x:%02x:%02x", mac[0], mac[1],
	         mac[2], mac[3], mac[4], mac[5]);
	return request.ifr_hwaddr.sa_family == raw->arphrd &&
	       text_starts(raw->mac[0] ? raw->mac : text, text);
}

/* The kernel tells how many words its masks have when asked with none. */
static enum network_state ask_modes(int fd, const char *name,
                                    uint32_t supported[NETWORK_MODE_WORDS])
{
	struct link_settings settings = {.head.cmd = ETHTOOL_GLINKSETTINGS};
	enum network_state state = ask(fd, name, &settings);
	int words = -settings.head.link_mode_masks_nwords;
	if (state != NETWORK_READ)
		return state;
	if (words <= 0 || words > NETWORK_MODE_WORDS)
		return NETWORK_FAILED;
	memset(&settings, 0, sizeof(settings));
	settings.head.cmd = ETHTOOL_GLINKSETTINGS;
	settings.head.link_mode_masks_nwords = (signed char)words;
	state = ask(fd, name, &settings);
	if (state == NETWORK_READ)
		memcpy(supported, settings.masks, (size_t)words * sizeof(*supported));
	return state;
}

static void ask_info(int fd, const char *name, struct network_answers *a)
{
	struct ethtool_drvinfo info = {.cmd = ETHTOOL_GDRVINFO};
	struct permanent_address mac = {
	        .head = {.cmd = ETHTOOL_GPERMADDR, .size = NETWORK_MAC_MAX}};
	a->info = ask(fd, name, &info);
	snprintf(a->driver, sizeof(a->driver), "%.31s", info.driver);
	snprintf(a->firmware, sizeof(a->firmware), "%.31s", info.fw_version);
	a->mac = ask(fd, name, &mac);
	if (a->mac == NETWORK_READ && mac.head.size <= NETWORK_MAC_MAX) {
		a->permanent_size = mac.head.size;
		memcpy(a->permanent, mac.bytes, mac.head.size);
	}
}

void network_ask(struct network_raw *raw)
{
	struct network_answers *a = &raw->answers;
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && is_same_interface(fd, raw)) {
		struct ethtool_wolinfo wake = {.cmd = ETHTOOL_GWOL};
		if (a->info == NETWORK_SILENT)
			ask_info(fd, raw->name, a);
		if (a->modes == NETWORK_SILENT)
			a->modes = ask_modes(fd, raw->name, a->supported);
		if (a->wake == NETWORK_SILENT) {
			a->wake = ask(fd, raw->name, &wake);
			a->wake_supported = wake.supported;
			a->wake_enabled = wake.wolopts;
		}
	}
	if (fd >= 0)
		close(fd);
}

/* ---- in a recording ------------------------------------------------------------------
 */

static const char *const state_words[] = {
        [NETWORK_SILENT] = "silent",           [NETWORK_READ] = "read",
        [NETWORK_UNSUPPORTED] = "unsupported", [NETWORK_DENIED] = "denied",
        [NETWORK_ASLEEP] = "asleep",           [NETWORK_TRAFFIC] = "traffic",
        [NETWORK_FAILED] = "failed",
};

static void add_hex(struct buf *out, const char *name, const uint8_t *bytes, size_t n,
                    const char *between)
{
	buf_format(out, "%s=", name);
	for (size_t i = 0; i < n; i++)
		buf_format(out, "%s%02x", i ? between : "", bytes[i]);
	buf_add_char(out, '\n');
}

void network_answers_write(const struct network_answers *a, struct buf *out)
{
	buf_format(out, "info=%s\ndriver=%s\nfirmware=%s\n", state_words[a->info],
	           a->driver, a->firmware);
	buf_format(out, "mac=%s\n", state_words[a->mac]);
	add_hex(out, "PERMANENT_MAC", a->permanent, a->permanent_size, ":");
	buf_format(out, "modes=%s\n", state_words[a->modes]);
	buf_add_string(out, "supported=");
	for (size_t i = 0; i < NETWORK_MODE_WORDS; i++)
		buf_format(out, "%s%08x", i ? "," : "", a->supported[i]);
	buf_format(out, "\nwake=%s\nwake_supported=%x\nwake_enabled=%x\n",
	           state_words[a->wake], a->wake_supported, a->wake_enabled);
}

static enum network_state read_state(const char *word)
{
	for (size_t i = 0; i < sizeof(state_words) / sizeof(*state_words); i++)
		if (!strcmp(word, state_words[i]))
			return (enum network_state)i;
	return NETWORK_SILENT;
}

/* Pairs of digits with or without colons between. */
static size_t read_bytes(const char *text, uint8_t *bytes, size_t room)
{
	size_t n = 0;
	unsigned byte;
	int used;
	while (n < room && sscanf(text, "%2x%n", &byte, &used) == 1 && used == 2) {
		bytes[n++] = (uint8_t)byte;
		text += 2 + (text[2] == ':');
	}
	return n;
}

static void read_modes(const char *text, uint32_t modes[NETWORK_MODE_WORDS])
{
	for (size_t i = 0; i < NETWORK_MODE_WORDS && *text; i++) {
		char *end;
		modes[i] = (uint32_t)strtoul(text, &end, 16);
		text = end + (*end == ',');
		if (end == text && *end)
			return;
	}
}

static void read_line(struct network_answers *a, const char *name, const char *value)
{
	const struct {
		const char *name;
		enum network_state *state;
	} states[] = {
	        {"info", &a->info},
	        {"mac", &a->mac},
	        {"modes", &a->modes},
	        {"wake", &a->wake},
	};
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++)
		if (!strcmp(name, states[i].name))
			*states[i].state = read_state(value);
	if (!strcmp(name, "driver"))
		snprintf(a->driver, sizeof(a->driver), "%.31s", value);
	else if (!strcmp(name, "firmware"))
		snprintf(a->firmware, sizeof(a->firmware), "%.31s", value);
	else if (!strcmp(name, "PERMANENT_MAC"))
		a->permanent_size = read_bytes(value, a->permanent, NETWORK_MAC_MAX);
	else if (!strcmp(name, "supported"))
		read_modes(value, a->supported);
	else if (!strcmp(name, "wake_supported"))
		a->wake_supported = (uint32_t)strtoul(value, NULL, 16);
	else if (!strcmp(name, "wake_enabled"))
		a->wake_enabled = (uint32_t)strtoul(value, NULL, 16);
}

void network_answers_read(struct network_answers *answers, const char *bytes, size_t n)
{
	char line[512];
	for (size_t at = 0; text_take_line(bytes, n, &at, line, sizeof(line));) {
		char *equals = strchr(line, '=');
		if (equals) {
			*equals = '\0';
			read_line(answers, line, equals + 1);
		}
	}
}
