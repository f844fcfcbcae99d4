# shellcheck shell=bash disable=SC2154
# Made-up machines for tests of fleets; source tests/cmd/lib.sh first.

# machine NAME MODEL CPU SITE PART...: writes NAME.json; a PART is SLOT:GIGABYTES:NUMBER[:SERIAL].
machine() {
	local name=$1 model=$2 cpu=$3 site=$4
	shift 4
	jq -n --arg name "$name" --arg model "$model" --arg cpu "$cpu" --arg site "$site" \
		--arg taken "${taken:-2026-03-01T08:00:00Z}" '
		($ARGS.positional | map(split(":"))) as $parts |
		{format: "hwfit-scan/1", tool: {name: "hwfit", version: "0.1.0"}, taken: $taken,
		 host: {hostname: $name}, labels: {site: $site}, probes: [], notes: [],
		 components: {
			system: [{vendor: "Maker", model: (if $model == "" then null else $model end), serial: ("SN-" + $name),
				uuid: ("4c4c4544-0000-1000-8000-" + ($name | explode | map(tostring) | join("") | .[0:12] | ascii_downcase))}],
			board: [{vendor: "Maker", model: "B1", serial: ("BS-" + $name)}],
			cpu: [{model: $cpu, cores: 4}],
			memory: [{installed: ($parts | map(.[1] | tonumber * 1073741824) | add)}],
			memory_module: ($parts | map({key: .[0], locator: .[0], size: (.[1] | tonumber * 1073741824),
				type: "ddr4", speed: 2667000000, vendor: "Samsung", part_number: .[2], serial: (.[3] // null)}))}}' \
		--args "$@" > "$where/$name.json"
}
