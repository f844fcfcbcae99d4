/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tables of the database. Another layout is another COMPAT_SCHEMA. Dates are
 * YYYY-MM-DD; position keeps the order of the text; file and line say where a row is
 * written below compat-db/. */
#ifndef HWFIT_COMPAT_SCHEMA_H
#define HWFIT_COMPAT_SCHEMA_H

/* The columns of a row's source. */
#define SCHEMA_FROM "source TEXT NOT NULL, ref TEXT, note_en TEXT, note_et TEXT"

/* Keys come first in tables without rowid: integrity_check of SQLite 3.40 asks for it. */
static const char compat_schema[] =
        "CREATE TABLE source(id TEXT PRIMARY KEY, title TEXT NOT NULL, url TEXT,"
        " version TEXT, day TEXT, licence TEXT NOT NULL) WITHOUT ROWID;"
        "CREATE TABLE platform(id INTEGER PRIMARY KEY, slug TEXT NOT NULL,"
        " name TEXT NOT NULL, kind TEXT NOT NULL, family TEXT NOT NULL,"
        " version TEXT NOT NULL, architecture TEXT, complete_en TEXT,"
        " complete_et TEXT, source TEXT, ref TEXT, note_en TEXT, note_et TEXT);"
        "CREATE TABLE slug(slug TEXT PRIMARY KEY, platform INTEGER NOT NULL,"
        " position INTEGER NOT NULL) WITHOUT ROWID;"
        "CREATE TABLE missing(platform INTEGER, position INTEGER, en TEXT NOT NULL,"
        " et TEXT, PRIMARY KEY(platform, position)) WITHOUT ROWID;"
        "CREATE TABLE released(platform INTEGER, position INTEGER, day TEXT NOT "
        "NULL, " SCHEMA_FROM ", PRIMARY KEY(platform, position)) WITHOUT ROWID;"
        "CREATE TABLE support(platform INTEGER, position INTEGER,"
        " phase TEXT NOT NULL, day TEXT NOT NULL, " SCHEMA_FROM
        ", PRIMARY KEY(platform, position)) WITHOUT ROWID;"
        "CREATE TABLE requirement(platform INTEGER, position INTEGER,"
        " level TEXT NOT NULL, label TEXT NOT NULL, needs TEXT NOT NULL,"
        " condition TEXT, " SCHEMA_FROM ", set_name TEXT, file TEXT NOT NULL,"
        " line INTEGER NOT NULL, PRIMARY KEY(platform, position)) WITHOUT ROWID;"
        "CREATE TABLE processor_rule(set_name TEXT, position INTEGER,"
        " vendor TEXT NOT NULL, family_min INTEGER NOT NULL,"
        " family_max INTEGER NOT NULL, model_min INTEGER NOT NULL,"
        " model_max INTEGER NOT NULL, stepping_min INTEGER NOT NULL,"
        " stepping_max INTEGER NOT NULL, ruling TEXT NOT NULL, note TEXT,"
        " source TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL,"
        " PRIMARY KEY(set_name, position)) WITHOUT ROWID;"
        "CREATE TABLE processor_name(set_name TEXT, words TEXT, position INTEGER,"
        " vendor TEXT NOT NULL, name TEXT NOT NULL, release TEXT, note TEXT,"
        " source TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL,"
        " PRIMARY KEY(set_name, words, position)) WITHOUT ROWID;"
        "CREATE TABLE kernel(bit INTEGER PRIMARY KEY, id TEXT NOT NULL,"
        " platform TEXT NOT NULL, package TEXT NOT NULL, version TEXT NOT NULL,"
        " day TEXT NOT NULL, source TEXT NOT NULL);"
        "CREATE TABLE kernel_count(kernel INTEGER, what TEXT, bus TEXT,"
        " n INTEGER NOT NULL, PRIMARY KEY(kernel, what, bus)) WITHOUT ROWID;"
        "CREATE TABLE firmware(driver TEXT, file TEXT, kernels INTEGER NOT NULL,"
        " PRIMARY KEY(driver, file)) WITHOUT ROWID;"
        "CREATE TABLE device_rule(of_driver INTEGER, position INTEGER,"
        " subject TEXT NOT NULL, effect TEXT NOT NULL, reason TEXT NOT NULL,"
        " source TEXT NOT NULL, PRIMARY KEY(of_driver, position)) WITHOUT ROWID;"
        "CREATE TABLE driver_support(position INTEGER PRIMARY KEY, driver TEXT NOT NULL,"
        " pattern TEXT, platform TEXT NOT NULL, effect TEXT NOT NULL,"
        " source TEXT NOT NULL);"
        "CREATE TABLE firmware_package(file TEXT, package TEXT, area TEXT,"
        " kernels INTEGER NOT NULL, source TEXT NOT NULL,"
        " PRIMARY KEY(file, package, area)) WITHOUT ROWID;"
        "CREATE TABLE model(kind TEXT, words TEXT, position INTEGER,"
        " name TEXT NOT NULL, source TEXT NOT NULL, file TEXT NOT NULL,"
        " line INTEGER NOT NULL, PRIMARY KEY(kind, words, position)) WITHOUT ROWID;"
        "CREATE TABLE model_fact(model INTEGER, fact TEXT, value TEXT NOT NULL,"
        " PRIMARY KEY(model, fact)) WITHOUT ROWID;"
        "CREATE TABLE memory_part(type TEXT, form TEXT, name TEXT NOT NULL,"
        " millivolts INTEGER NOT NULL, highest INTEGER NOT NULL,"
        " plain INTEGER NOT NULL, registered INTEGER NOT NULL,"
        " source TEXT NOT NULL, PRIMARY KEY(type, form)) WITHOUT ROWID;"
        "CREATE TABLE drive_form(transport TEXT, position INTEGER,"
        " form TEXT NOT NULL, en TEXT NOT NULL, et TEXT NOT NULL,"
        " source TEXT NOT NULL, PRIMARY KEY(transport, position)) WITHOUT ROWID;"
        "CREATE TABLE trade_name(fact TEXT, word TEXT, position INTEGER,"
        " trade TEXT NOT NULL, en TEXT NOT NULL, et TEXT NOT NULL,"
        " source TEXT NOT NULL, PRIMARY KEY(fact, word, position)) WITHOUT ROWID;"
        "CREATE TABLE alias_index(id INTEGER PRIMARY KEY, data BLOB NOT NULL);"
#define NAME_TABLE(table, list, what)                                                    \
	"CREATE TABLE " #table "(key INTEGER PRIMARY KEY, name TEXT NOT NULL);"
#include "compat/name_tables.def"
#undef NAME_TABLE
        ;

#endif
