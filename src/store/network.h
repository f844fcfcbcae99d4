/* SPDX-License-Identifier: GPL-3.0-or-later
 * File systems on which another host may write too. */
#ifndef HWFIT_STORE_NETWORK_H
#define HWFIT_STORE_NETWORK_H

/* The name of the network file system with this f_type of statfs(2); NULL: it is none. */
const char *network_file_system(long type);

#endif
