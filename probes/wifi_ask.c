/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks the kernel for its radios over generic netlink. Nothing is changed, and no radio
 * is asked: the kernel tells what drivers registered. Spec: linux/genetlink.h,
 * linux/nl80211.h */
#include "probes/wifi.h"

#include "base/arena.h"

#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <linux/nl80211.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

struct request {
	struct nlmsghdr head;
	struct genlmsghdr command;
	struct nlattr attribute;
	char bytes[NLMSG_ALIGN(sizeof(NL80211_GENL_NAME))];
};

static bool send_request(int fd, struct request *r, size_t n)
{
	r->attribute.nla_len = (uint16_t)(sizeof(r->attribute) + n);
	r->head.nlmsg_len = (uint32_t)(offsetof(struct request, bytes) + NLMSG_ALIGN(n));
	return send(fd, r, r->head.nlmsg_len, 0) == (ssize_t)r->head.nlmsg_len;
}

/* Takes one datagram; its bytes, 0 when there is none in time or it does not fit. */
static size_t take(int fd, uint8_t *bytes, size_t room)
{
	struct sockaddr_nl from = {0};
	struct iovec part = {bytes, room};
	struct msghdr message = {.msg_name = &from,
	                         .msg_namelen = sizeof(from),
	                         .msg_iov = &part,
	                         .msg_iovlen = 1};
	ssize_t n = recvmsg(fd, &message, 0);
	/* Any process may write to the socket; only the kernel has number 0. */
	return n > 0 && from.nl_pid == 0 && !(message.msg_flags & MSG_TRUNC) ? (size_t)n
	                                                                     : 0;
}

/* The number that the family of messages has today; 0: none. */
static uint16_t find_family(int fd)
{
	struct request r = {
	        .head = {.nlmsg_type = GENL_ID_CTRL, .nlmsg_flags = NLM_F_REQUEST},
	        .command = {.cmd = CTRL_CMD_GETFAMILY, .version = 1},
	        .attribute.nla_type = CTRL_ATTR_FAMILY_NAME,
	        .bytes = NL80211_GENL_NAME};
	uint8_t answer[16384];
	struct nlattr a;
	uint16_t family = 0;
	size_t at = sizeof(r.head) + sizeof(r.command);
	size_t n = send_request(fd, &r, sizeof(NL80211_GENL_NAME))
	                   ? take(fd, answer, sizeof(answer))
	                   : 0;
	for (; n >= at + sizeof(a); at += NLA_ALIGN(a.nla_len)) {
		memcpy(&a, answer + at, sizeof(a));
		if (a.nla_len < sizeof(a) || a.nla_len > n - at)
			return 0;
		if (a.nla_type == CTRL_ATTR_FAMILY_ID &&
		    a.nla_len >= sizeof(a) + sizeof(family))
			memcpy(&family, answer + at + sizeof(a), sizeof(family));
	}
	return family;
}

static bool is_last(const uint8_t *bytes, size_t n)
{
	struct nlmsghdr head;
	for (size_t at = 0; n - at >= sizeof(head); at += NLMSG_ALIGN(head.nlmsg_len)) {
		memcpy(&head, bytes + at, sizeof(head));
		if (head.nlmsg_type == NLMSG_DONE || head.nlmsg_type == NLMSG_ERROR)
			return true;
		if (head.nlmsg_len < sizeof(head) || NLMSG_ALIGN(head.nlmsg_len) > n - at)
			return true;
	}
	return false;
}

static bool ask_radios(int fd, uint16_t family, struct wifi_list *list)
{
	enum { PIECE = 65536 };
	struct request r = {
	        .head = {.nlmsg_type = family, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
	        .command.cmd = NL80211_CMD_GET_WIPHY,
	        .attribute.nla_type = NL80211_ATTR_SPLIT_WIPHY_DUMP};
	uint8_t *bytes = memory_get(PIECE);
	bool good = send_request(fd, &r, 0);
	for (size_t total = 0, n = 0; good; total += n) {
		n = take(fd, bytes, PIECE);
		good = n && total + n <= WIFI_DUMP_MAX && wifi_read(list, bytes, n);
		if (good && is_last(bytes, n))
			break;
	}
	free(bytes);
	return good;
}

bool wifi_ask(struct wifi_list *list)
{
	struct timeval wait = {.tv_sec = WIFI_WAIT_MS / 1000};
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC);
	bool good =
	        fd >= 0 && !setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait));
	uint16_t family = good ? find_family(fd) : 0;
	good = family && ask_radios(fd, family, list);
	if (fd >= 0)
		close(fd);
	return good;
}
