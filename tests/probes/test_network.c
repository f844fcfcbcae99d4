/* SPDX-License-Identifier: GPL-3.0-or-later
 * Network interfaces of made trees as facts: kinds, addresses, links, what drivers
 * answer, and what must not be asked. */
#include "probes/network.h"

#include "probe_made.h"
#include "probes/table.h"

#define PCI "sys/devices/pci0000:00/0000:00:1f.6/"
#define ETH PCI "net/eth0/"

static const char *fact(struct made *m, enum fact_id id)
{
	return made_fact(m, "eth0", id);
}

static void run(struct made *m)
{
	tree_scan(m, probe_network_run);
	tree_remove();
}

/* eth0, a card on PCI with link. */
static void make_card(void)
{
	tree_make();
	tree_link("sys/class/net/eth0", "../../devices/pci0000:00/0000:00:1f.6/net/eth0");
	tree_link(ETH "device", "../../../0000:00:1f.6");
	tree_link(PCI "subsystem", "../../../bus/pci");
	tree_link(PCI "driver", "../../../bus/pci/drivers/e1000e");
	tree_link("sys/bus/pci/drivers/e1000e/module", "../../../../module/e1000e");
	tree_text("sys/module/e1000e/version", "3.2.6-k\n");
	tree_text(ETH "type", "1\n");
	tree_text(ETH "ifindex", "2\n");
	tree_text(ETH "address", "8c:16:45:00:00:01\n");
	tree_text(ETH "addr_assign_type", "0\n");
	tree_text(ETH "operstate", "up\n");
	tree_text(ETH "speed", "1000\n");
	tree_text(ETH "duplex", "full\n");
}

Test(network, a_card_as_facts)
{
	struct made m;
	make_card();
	tree_text("sys/class/net/lo/type", "772\n");
	tree_text("answers/ethtool/eth0",
	          "info=read\ndriver=e1000e\nfirmware=0.13-4\nmodes=read\n"
	          "supported=000020ef\nwake=read\nwake_supported=2e\nwake_enabled=0\n");
	run(&m);
	cr_assert_eq(m.scan->kinds[KIND_network].n, 1, "the loopback is left out");
	cr_assert_str_eq(fact(&m, FACT_network_type), "ethernet");
	cr_assert_str_eq(fact(&m, FACT_network_address), "\"0000:00:1f.6\"");
	cr_assert_str_eq(fact(&m, FACT_network_connection), "pci");
	cr_assert_str_eq(fact(&m, FACT_network_driver), "\"e1000e\"");
	cr_assert_str_eq(fact(&m, FACT_network_module), "\"e1000e\"");
	cr_assert_str_eq(fact(&m, FACT_network_driver_version), "\"3.2.6-k\"");
	cr_assert_str_eq(fact(&m, FACT_network_firmware), "\"0.13-4\"");
	cr_assert_str_eq(fact(&m, FACT_network_mac), "\"8c:16:45:00:00:01\"");
	cr_assert_str_eq(fact(&m, FACT_network_link_state), "up");
	cr_assert_str_eq(fact(&m, FACT_network_link_speed), "1000000000 bit/s");
	cr_assert_str_eq(fact(&m, FACT_network_max_speed), "1000000000 bit/s");
	cr_assert_str_eq(fact(&m, FACT_network_duplex), "full");
	cr_assert_str_eq(fact(&m, FACT_network_wake_on_lan), "yes");
	cr_assert_str_eq(fact(&m, FACT_network_wake_on_lan_enabled), "no");
	made_done(&m);
}

Test(network, a_recording_without_answers_says_so)
{
	struct made m;
	make_card();
	run(&m);
	static const enum fact_id facts[] = {
	        FACT_network_firmware, FACT_network_max_speed, FACT_network_wake_on_lan};
	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		cr_assert_str_eq(fact(&m, facts[i]),
		                 "unreadable: only a running machine tells");
	made_done(&m);
}

Test(network, an_address_that_software_made_is_not_the_permanent_one)
{
	struct made m;
	make_card();
	tree_text(ETH "addr_assign_type", "3\n");
	run(&m);
	cr_assert_str_eq(fact(&m, FACT_network_current_mac), "\"8c:16:45:00:00:01\"");
	cr_assert(strstr(fact(&m, FACT_network_mac), "unreadable: the address in use"));
	made_done(&m);

	make_card();
	tree_text(ETH "addr_assign_type", "3\n");
	tree_text("answers/ethtool/eth0", "mac=read\nPERMANENT_MAC=8c:16:45:00:00:02\n");
	run(&m);
	cr_assert_str_eq(fact(&m, FACT_network_mac), "\"8c:16:45:00:00:02\"");
	made_done(&m);

	/* All zeros is what a driver says that knows none. */
	make_card();
	tree_text(ETH "addr_assign_type", "1\n");
	tree_text("answers/ethtool/eth0", "mac=read\nPERMANENT_MAC=00:00:00:00:00:00\n");
	tree_text("run/udev/data/n2", "E:ID_NET_NAME_MAC=enx8c1645000003\n");
	run(&m);
	cr_assert_str_eq(fact(&m, FACT_network_mac), "\"8c:16:45:00:00:03\"");
	made_done(&m);
}

Test(network, without_a_link_there_is_no_speed)
{
	struct made m;
	make_card();
	tree_text(ETH "operstate", "down\n");
	tree_text(ETH "speed", "10\n");
	run(&m);
	cr_assert_str_eq(fact(&m, FACT_network_link_speed), "absent");
	cr_assert_str_eq(fact(&m, FACT_network_duplex), "absent");
	made_done(&m);
}

Test(network, what_a_driver_refuses_is_told_with_the_remedy)
{
	struct made m;
	make_card();
	tree_text("answers/ethtool/eth0", "info=asleep\nmodes=traffic\nwake=denied\n");
	run(&m);
	cr_assert_str_eq(fact(&m, FACT_network_firmware),
	                 "unreadable: the device sleeps");
	cr_assert_str_eq(fact(&m, FACT_network_max_speed),
	                 "unreadable: asking makes traffic on the USB");
	cr_assert_str_eq(fact(&m, FACT_network_wake_on_lan), "unreadable: needs root");
	made_done(&m);
}

Test(network, a_mode_newer_than_the_table_leaves_the_top_open)
{
	struct made m;
	make_card();
	tree_text("answers/ethtool/eth0",
	          "modes=read\nsupported=00000020,00000000,00000000,00000000,00010000\n");
	run(&m);
	cr_assert_str_eq(fact(&m, FACT_network_max_speed), "at least 1000000000 bit/s");
	made_done(&m);
}

Test(network, kinds_are_told_apart)
{
	static const struct {
		int64_t arphrd;
		const char *devtype, *type;
		bool device, wireless;
	} kinds[] = {
	        {1, "", "ethernet", true, false},
	        {1, "wlan", "wifi", true, false},
	        {1, "", "wifi", true, true},
	        {65534, "wwan", "wwan", true, false},
	        {519, "", "wwan", true, false},
	        {32, "", "infiniband", true, false},
	        {280, "", "can", true, false},
	        {1, "gadget", "virtual", true, false},
	        {1, "bluetooth", "bluetooth", true, false},
	        {1, "bridge", "virtual", false, false},
	        {4711, "", "other", true, false},
	        {-1, "", "unreadable", true, false},
	};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct network_raw raw = {.name = "eth0",
		                          .arphrd = kinds[i].arphrd,
		                          .has_device = kinds[i].device,
		                          .wireless = kinds[i].wireless,
		                          .tun_flags = NETWORK_UNKNOWN};
		struct network_list list = {&raw, 1, NULL};
		struct made m = {scan_new()};
		snprintf(raw.devtype, sizeof(raw.devtype), "%s", kinds[i].devtype);
		network_map(m.scan, &list);
		cr_assert_eq(strncmp(fact(&m, FACT_network_type), kinds[i].type,
		                     strlen(kinds[i].type)),
		             0, "%s", fact(&m, FACT_network_type));
		made_done(&m);
	}
}

Test(network, virtual_interfaces_say_what_they_are)
{
	static const struct {
		const char *devtype, *driver, *word;
		int64_t tun;
	} kinds[] = {
	        {"bridge", "", "bridge", NETWORK_UNKNOWN},
	        {"vlan", "802.1Q VLAN Support", "vlan", NETWORK_UNKNOWN},
	        {"", "veth", "veth", NETWORK_UNKNOWN},
	        {"", "bonding", "bond", NETWORK_UNKNOWN},
	        {"", "tun", "tun", 0x1001},
	        {"", "tun", "tap", 0x1002},
	        {"", "", "unreadable: the kernel does not tell", NETWORK_UNKNOWN},
	};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct network_raw raw = {
		        .name = "eth0", .arphrd = 1, .tun_flags = kinds[i].tun};
		struct network_list list = {&raw, 1, NULL};
		struct made m = {scan_new()};
		snprintf(raw.devtype, sizeof(raw.devtype), "%s", kinds[i].devtype);
		snprintf(raw.answers.driver, sizeof(raw.answers.driver), "%s",
		         kinds[i].driver);
		network_map(m.scan, &list);
		cr_assert_str_eq(fact(&m, FACT_network_virtual_type), kinds[i].word);
		cr_assert_str_eq(fact(&m, FACT_network_mac), "absent");
		made_done(&m);
	}
}

Test(network, the_address_is_that_of_the_component_people_know)
{
	static const struct {
		const char *place, *address;
	} places[] = {
	        {"devices/pci0000:00/0000:00:04.0/virtio2/net/eth0", "0000:00:04.0"},
	        {"devices/pci0000:00/0000:00:14.0/usb3/3-4/3-4:1.6/net/wwan0", "3-4"},
	        {"devices/pci0000:00/0000:00:14.0/usb3/3-4/3-4.1/3-4.1:2.0/net/eth0",
	         "3-4.1"},
	        {"devices/pci0000:00/0000:01:00.0/mhi0/wwan/wwan0/net/wwan0",
	         "0000:01:00.0"},
	        {"devices/platform/soc/mmc1/mmc1:0001/mmc1:0001:1/net/wlan0",
	         "mmc1:0001:1"},
	        {"devices/platform/fff50000.ethernet/net/eth0", "fff50000.ethernet"},
	        {"", ""},
	};
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		struct network_raw raw = {.has_device = true};
		char address[256];
		snprintf(raw.place, sizeof(raw.place), "%s", places[i].place);
		network_address(&raw, address, sizeof(address));
		cr_assert_str_eq(address, places[i].address);
	}
}

Test(network, text_of_strangers_stays_inert)
{
	struct made m;
	make_card();
	tree_text(ETH "address", "\033[31m<script>\n");
	tree_text(ETH "speed", "99999999999999999999\n");
	tree_text(ETH "operstate", "=cmd|' /C calc'!A0\n");
	tree_text("answers/ethtool/eth0", "info=read\nfirmware=\033]0;x\a\n");
	run(&m);
	cr_assert(strstr(fact(&m, FACT_network_link_speed), "absent"));
	cr_assert_not(strchr(fact(&m, FACT_network_firmware), '\033'));
	cr_assert_not(strchr(fact(&m, FACT_network_current_mac), '\033'));
	made_done(&m);
}

Test(network, a_controller_without_a_driver_leaves_the_list_open)
{
	struct network_list list = {0};
	struct made m = {scan_new()};
	struct component *pci = scan_add(m.scan, KIND_pci, "0000:03:00.0");
	fact_set_string(m.scan, pci, FACT_pci_class_code, "028000");
	fact_set_absent(m.scan, pci, FACT_pci_driver);
	network_map(m.scan, &list);
	cr_assert(strstr(m.scan->kinds[KIND_network].partial, "0000:03:00.0"));
	made_done(&m);
}
