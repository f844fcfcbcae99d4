/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef HWFIT_VERSION_H
#define HWFIT_VERSION_H

#define HWFIT_VERSION "0.1.0"

#endif
