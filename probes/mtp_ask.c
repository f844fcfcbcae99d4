/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks phones over libusb. A thread each, for one that does not answer must not keep the
 * others waiting. */
#include "probes/mtp.h"

#include <libusb.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

enum {
	STILL_IMAGE = 0x06,
	OF_THE_MAKER = 0xff,
	OPEN_SESSION = 0x1002,
	CLOSE_SESSION = 0x1003,
	GET_STORAGE_IDS = 0x1004,
	GET_STORAGE_INFO = 0x1005,
	OK = 0x2001,
	ALREADY_OPEN = 0x201e,
	SESSION = 1,
};

#define LIBRARY_CALLS "probes/usb_calls.def"
#include "base/library_calls.h"

static const struct library library = {
        .file = "libusb-1.0.so.0",
        .purpose = "asking phones needs libusb",
        .package = "libusb-1.0-0",
        .names = names,
        .n = sizeof(names) / sizeof(*names),
};

struct talk {
	const struct calls *calls;
	struct mtp_phone *phone;
	libusb_device *device;
	libusb_device_handle *handle;
	int interface;
	uint8_t in, out;      /* endpoints */
	uint32_t transaction; /* the first is 0, that of opening the session */
	int64_t end_ms;
	uint8_t bytes[MTP_CONTAINER_MAX]; /* of the last answer */
	size_t n;                         /* 0: it had no data */
};

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* One transfer; bytes moved, or -1 with the reason in the phone. */
static int transfer(struct talk *t, uint8_t endpoint, uint8_t *bytes, int n)
{
	int moved = 0;
	int64_t left = t->end_ms - now_ms();
	int error = left > 0 ? t->calls->libusb_bulk_transfer(t->handle, endpoint, bytes,
	                                                      n, &moved, (unsigned)left)
	                     : LIBUSB_ERROR_TIMEOUT;
	if (!error)
		return moved;
	t->phone->end = error == LIBUSB_ERROR_TIMEOUT     ? MTP_silent
	                : error == LIBUSB_ERROR_NO_DEVICE ? MTP_gone
	                                                  : MTP_failed;
	return -1;
}

static void put(uint8_t *bytes, uint32_t value, size_t n)
{
	for (size_t i = 0; i < n; i++)
		bytes[i] = (uint8_t)(value >> (8 * i));
}

/* A container of whatever length the phone gave it; false when that does not fit. */
static bool receive(struct talk *t, struct mtp_container *head)
{
	int moved = transfer(t, t->in, t->bytes, sizeof(t->bytes));
	/* An empty packet ends data that fill their last one. */
	if (!moved)
		moved = transfer(t, t->in, t->bytes, sizeof(t->bytes));
	t->n = moved > 0 ? (size_t)moved : 0;
	if (!mtp_read_header(head, t->bytes, t->n) || head->length > sizeof(t->bytes) ||
	    head->transaction != t->transaction)
		return false;
	while (t->n < head->length) {
		moved = transfer(t, t->in, t->bytes + t->n,
		                 (int)(sizeof(t->bytes) - t->n));
		if (moved <= 0)
			return false;
		t->n += (size_t)moved;
	}
	return true;
}

/* Asks one question, with a number unless it is 0; the code of the answer, 0 when there
 * is none. Its data are in t->bytes, of which t->n are left. */
static unsigned ask(struct talk *t, unsigned code, uint32_t number)
{
	uint8_t command[MTP_HEADER + 4];
	struct mtp_container head;
	size_t data = 0;
	int size = MTP_HEADER + (number ? 4 : 0);
	put(command, (uint32_t)size, 4);
	put(command + 4, MTP_COMMAND, 2);
	put(command + 6, code, 2);
	put(command + 8, ++t->transaction, 4);
	put(command + 12, number, 4);
	t->phone->end = MTP_failed;
	if (transfer(t, t->out, command, size) != size || !receive(t, &head))
		return 0;
	if (head.type == MTP_DATA) {
		uint8_t kept[MTP_CONTAINER_MAX];
		data = head.length;
		memcpy(kept, t->bytes, data);
		if (!receive(t, &head))
			return 0;
		memcpy(t->bytes, kept, data);
	}
	t->n = data;
	return head.type == MTP_RESPONSE ? head.code : 0;
}

static void ask_storages(struct talk *t)
{
	uint32_t ids[MTP_STORAGES_MAX];
	if (ask(t, GET_STORAGE_IDS, 0) != OK || t->n < MTP_HEADER)
		return;
	size_t n = mtp_read_ids(t->bytes + MTP_HEADER, t->n - MTP_HEADER, ids,
	                        MTP_STORAGES_MAX);
	struct mtp_phone *phone = t->phone;
	for (size_t i = 0; i < n; i++) {
		if (ask(t, GET_STORAGE_INFO, ids[i]) != OK || t->n < MTP_HEADER ||
		    !mtp_read_storage(&phone->storages[phone->n], t->bytes + MTP_HEADER,
		                      t->n - MTP_HEADER))
			return;
		phone->n++;
	}
	phone->end = MTP_answered;
}

/* A session that was open already is not ours to close. */
static void talk(struct talk *t)
{
	unsigned opened = ask(t, OPEN_SESSION, SESSION);
	if (opened != OK && opened != ALREADY_OPEN)
		return;
	ask_storages(t);
	enum mtp_end end = t->phone->end;
	if (opened == OK)
		ask(t, CLOSE_SESSION, 0);
	t->phone->end = end;
}

/* Two endpoints in bulk and one for events, of the class of still images or the maker's.
 */
static bool find_interface(struct talk *t)
{
	struct libusb_config_descriptor *config;
	bool found = false;
	if (t->calls->libusb_get_active_config_descriptor(t->device, &config))
		return false;
	for (int i = 0; i < config->bNumInterfaces && !found; i++) {
		const struct libusb_interface_descriptor *s =
		        config->interface[i].altsetting;
		bool events = false;
		t->in = t->out = 0;
		if (config->interface[i].num_altsetting < 1 ||
		    (s->bInterfaceClass != STILL_IMAGE &&
		     s->bInterfaceClass != OF_THE_MAKER))
			continue;
		for (int k = 0; k < s->bNumEndpoints; k++) {
			uint8_t address = s->endpoint[k].bEndpointAddress;
			unsigned type = s->endpoint[k].bmAttributes & 3u;
			if (type == LIBUSB_TRANSFER_TYPE_INTERRUPT)
				events = true;
			else if (type == LIBUSB_TRANSFER_TYPE_BULK)
				*(address & LIBUSB_ENDPOINT_IN ? &t->in : &t->out) =
				        address;
		}
		t->interface = s->bInterfaceNumber;
		found = events && t->in && t->out;
	}
	t->calls->libusb_free_config_descriptor(config);
	return found;
}

static void *run(void *argument)
{
	struct talk *t = argument;
	t->phone->end = MTP_gone;
	if (!find_interface(t))
		return NULL;
	int error = t->calls->libusb_open(t->device, &t->handle);
	if (!error)
		error = t->calls->libusb_claim_interface(t->handle, t->interface);
	if (!error) {
		talk(t);
		t->calls->libusb_release_interface(t->handle, t->interface);
	} else {
		t->phone->end = error == LIBUSB_ERROR_ACCESS ? MTP_denied
		                : error == LIBUSB_ERROR_BUSY ? MTP_busy
		                                             : MTP_gone;
	}
	if (t->handle)
		t->calls->libusb_close(t->handle);
	return NULL;
}

static libusb_device *find(const struct calls *calls, libusb_device **devices, ssize_t n,
                           const struct mtp_phone *phone)
{
	for (ssize_t i = 0; i < n; i++)
		if (calls->libusb_get_bus_number(devices[i]) == phone->bus &&
		    calls->libusb_get_device_address(devices[i]) == phone->number)
			return devices[i];
	return NULL;
}

static void ask_all(const struct calls *calls, libusb_device **devices, ssize_t count,
                    struct mtp_phone *phones, size_t n, int wait_ms)
{
	pthread_t *threads = memory_get(n * sizeof(*threads));
	struct talk *talks = memory_get(n * sizeof(*talks));
	for (size_t i = 0; i < n; i++) {
		talks[i] =
		        (struct talk){.calls = calls,
		                      .phone = &phones[i],
		                      .device = find(calls, devices, count, &phones[i]),
		                      .transaction = UINT32_MAX,
		                      .end_ms = now_ms() + wait_ms};
		phones[i].end = MTP_gone;
		if (talks[i].device && pthread_create(&threads[i], NULL, run, &talks[i]))
			talks[i].device = NULL;
	}
	for (size_t i = 0; i < n; i++)
		if (talks[i].device)
			pthread_join(threads[i], NULL);
	free(talks);
	free(threads);
}

int mtp_ask(struct mtp_phone *phones, size_t n, int wait_ms, struct error *err)
{
	struct calls calls;
	libusb_context *context;
	libusb_device **devices;
	for (size_t i = 0; i < n; i++)
		phones[i].end = MTP_gone;
	if (!n)
		return 0;
	if (library_open(&library, &calls, "phones", err))
		return -1;
	if (!calls.libusb_init(&context)) {
		calls.libusb_set_option(context, LIBUSB_OPTION_LOG_LEVEL,
		                        LIBUSB_LOG_LEVEL_NONE);
		ssize_t count = calls.libusb_get_device_list(context, &devices);
		if (count >= 0) {
			ask_all(&calls, devices, count, phones, n, wait_ms);
			calls.libusb_free_device_list(devices, 1);
		}
		calls.libusb_exit(context);
	}
	library_close(&calls);
	return 0;
}
