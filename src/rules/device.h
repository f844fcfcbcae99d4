/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether a platform drives one device. Internal to src/rules. */
#ifndef HWFIT_RULES_DEVICE_H
#define HWFIT_RULES_DEVICE_H

#include "rules/judge.h"

/* What is asked of all devices. */
struct driver_question {
	struct judge *j;
	const char *platform, *slug; /* its name in words, and its slug */
	struct compat_kernels kernels;
	bool has_kernel;        /* else only what its maker took out is known */
	size_t kernel;          /* the bit of the platform's own */
	bool open_architecture; /* whether the machine is of the kernel's is not known */
	struct compat_driver_supports supports; /* of the platform */
	struct error err;
};

/* Kinds whose components a kernel drives. */
struct device_kind {
	enum kind_id kind;
	enum fact_id alias; /* a text, or a list with one for each interface */
	enum fact_id name, vendor_id, product_id;
	bool optional; /* a document that does not mention the kind may be of before it */
};
extern const struct device_kind device_kinds[];
extern const size_t device_kind_count;
/* NULL: components of the kind are no devices. */
const struct device_kind *device_kind(enum kind_id kind);

/* A device of one of these kinds with all its aliases. */
struct explanation *judge_device(struct driver_question *q, const struct component *c);

/* "linux-image-6.1.0-56-amd64 6.1.192-2, read 2026-11-25" */
const char *kernel_words(struct driver_question *q);

/* Makes the verdict unknown, with what to do. */
void cannot_tell(struct driver_question *q, struct explanation *e,
                 const struct component *c, const char *why);

/* The device needs none: leaves the verdict, with the reason of the rule. */
void expect_no_driver(struct driver_question *q, struct explanation *e,
                      const struct component *c, const struct compat_device_rule *rule);

/* A platform whose kernel is not known: what its maker says of the drivers that other
 * kernels have for the device. */
void judge_support(struct driver_question *q, struct explanation *e,
                   const struct component *c, const char *alias,
                   const struct compat_drivers *drivers);
/* The same of a driver that the kernel has, as evidence. */
void add_support(struct driver_question *q, struct explanation *e,
                 const struct component *c, const char *alias, const char *driver);

/* Has the platform a program that drives the device, which no driver of its kernel does?
 * With the evidence. */
bool drives_by_program(struct driver_question *q, struct explanation *e,
                       const struct component *c, const char *alias);

/* Firmware that the driver may ask for, as evidence. */
void add_firmware(struct driver_question *q, struct explanation *e,
                  const struct component *c, const char *driver);

#endif
