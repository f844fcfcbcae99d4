/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks the kernel for its Bluetooth controllers over its management interface. No
 * controller is spoken to. There must be one: a socket of the family makes a kernel
 * without Bluetooth load a module. Spec: BlueZ doc/mgmt-api.txt */
#include "probes/bluetooth.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

/* Of the kernel's net/bluetooth headers, which no package for programs has. */
enum {
	PROTOCOL_HCI = 1,
	NO_DEVICE = 0xffff,
	CHANNEL_CONTROL = 3,
	READ_INFO = 0x0004,
	TRIES_MAX = 16, /* packets that are about something else */
};

struct hci_address {
	sa_family_t family;
	unsigned short device, channel;
};

static int open_socket(void)
{
	struct hci_address to = {AF_BLUETOOTH, NO_DEVICE, CHANNEL_CONTROL};
	struct timeval wait = {.tv_usec = BLUETOOTH_WAIT_MS * 1000L};
	int fd = socket(AF_BLUETOOTH, SOCK_RAW | SOCK_CLOEXEC, PROTOCOL_HCI);
	if (fd < 0)
		return -1;
	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait)) ||
	    bind(fd, (const struct sockaddr *)&to, sizeof(to))) {
		int error = errno;
		close(fd);
		errno = error;
		return -1;
	}
	return fd;
}

static void ask(int fd, struct bluetooth_raw *raw)
{
	uint8_t question[] = {
	        READ_INFO, 0, (uint8_t)raw->index, (uint8_t)(raw->index >> 8), 0, 0};
	uint8_t bytes[BLUETOOTH_ANSWER_MAX];
	if (send(fd, question, sizeof(question), 0) != (ssize_t)sizeof(question))
		return;
	for (int tries = 0; tries < TRIES_MAX; tries++) {
		ssize_t n = recv(fd, bytes, sizeof(bytes), 0);
		if (n <= 0 || bluetooth_read(&raw->info, raw->index, bytes, (size_t)n))
			return;
	}
}

void bluetooth_ask(struct bluetooth_list *list)
{
	int fd = open_socket();
	bool denied = fd < 0 && (errno == EPERM || errno == EACCES);
	for (size_t i = 0; i < list->n; i++) {
		if (denied)
			list->items[i].info.state = BLUETOOTH_DENIED;
		if (fd >= 0)
			ask(fd, &list->items[i]);
	}
	if (fd >= 0)
		close(fd);
}
