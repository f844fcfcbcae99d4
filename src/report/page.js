"use strict";
// Tables that sort by their headings, filter by words and verdict, and export all rows that match.
(() => {
	const et = document.documentElement.lang === "et";
	const words = et
		? { filter: "Otsi ridadest", all: "kõik otsused", csv: "Salvesta CSV", rows: "rida", first: "näha esimesed", more: "Näita kõiki", fold: "Ava kõik", unfold: "Sulge kõik" }
		: { filter: "Search the rows", all: "all verdicts", csv: "Save CSV", rows: "rows", first: "showing the first", more: "Show all", fold: "Open all", unfold: "Close all" };
	// Further rows are laid out when they are asked for, or printed: a long page opens at once.
	const FIRST = 1000; // also in page.css
	const text = (cell) => (cell.dataset.text ?? cell.textContent).trim();
	const number = (cell) => Number(cell.dataset.value ?? text(cell).replace(",", "."));

	// A cell that begins like a formula would be run by a spreadsheet: it gets a quote before it.
	const field = (s) => {
		const safe = /^[=+\-@\t\r]/.test(s) ? "'" + s : s;
		return /[",\n\r]/.test(safe) || safe !== s ? '"' + safe.replaceAll('"', '""') + '"' : safe;
	};

	const sortBy = (table, column, heading) => {
		const down = heading.getAttribute("aria-sort") === "ascending";
		const numeric = heading.classList.contains("number");
		const rows = [...table.tBodies[0].rows];
		rows.sort((a, b) => numeric
			? number(a.cells[column]) - number(b.cells[column])
			: text(a.cells[column]).localeCompare(text(b.cells[column]), document.documentElement.lang, { numeric: true }));
		if (down) rows.reverse();
		table.tBodies[0].append(...rows);
		for (const th of table.tHead.rows[0].cells) th.removeAttribute("aria-sort");
		heading.setAttribute("aria-sort", down ? "descending" : "ascending");
	};

	// The tools above a table; returns what chooses its rows anew.
	const addTools = (table) => {
		const body = table.tBodies[0];
		let limit = FIRST, before = FIRST, matching = [];
		const tools = document.createElement("div");
		tools.className = "tools";
		const search = document.createElement("input");
		search.type = "search";
		search.placeholder = words.filter;
		search.setAttribute("aria-label", words.filter);
		const select = document.createElement("select");
		select.setAttribute("aria-label", words.all);
		const verdicts = [...new Set([...body.rows].map((r) => r.dataset.verdict).filter(Boolean))];
		select.append(new Option(words.all, ""));
		for (const v of verdicts) {
			const cell = table.querySelector(`tr[data-verdict="${CSS.escape(v)}"] .verdict`);
			select.append(new Option(cell ? text(cell) : v, v));
		}
		const csv = document.createElement("button");
		csv.type = "button";
		csv.textContent = words.csv;
		const count = document.createElement("span");
		count.className = "dim";
		count.setAttribute("role", "status");
		const more = document.createElement("button");
		more.type = "button";
		more.textContent = words.more;
		const update = () => {
			const asked = search.value.toLowerCase().split(/\s+/).filter(Boolean);
			const has = (row) => { const all = row.textContent.toLowerCase(); return asked.every((w) => all.includes(w)); };
			matching = [...body.rows].filter((r) => (!select.value || r.dataset.verdict === select.value) && (!asked.length || has(r)));
			const shown = new Set(matching.slice(0, limit));
			for (const row of body.rows) row.hidden = !shown.has(row);
			more.hidden = shown.size === matching.length;
			count.textContent = `${matching.length} / ${body.rows.length} ${words.rows}` + (more.hidden ? "" : `, ${words.first} ${limit}`);
		};
		const showUpTo = (n) => { limit = n; update(); };
		more.addEventListener("click", () => showUpTo(Infinity));
		csv.addEventListener("click", () => {
			const lines = [[...table.tHead.rows[0].cells], ...matching.map((r) => [...r.cells])];
			const csvText = "\ufeff" + lines.map((cells) => cells.map((c) => field(text(c).replace(/\s+/g, " "))).join(",")).join("\r\n") + "\r\n";
			const link = document.createElement("a");
			link.href = URL.createObjectURL(new Blob([csvText], { type: "text/csv" }));
			link.download = table.dataset.name + ".csv";
			link.click();
			setTimeout(() => URL.revokeObjectURL(link.href), 1000);
		});
		search.addEventListener("input", update);
		select.addEventListener("change", update);
		tools.append(search);
		if (verdicts.length > 1) tools.append(select);
		if (table.querySelector("details")) {
			const fold = document.createElement("button");
			fold.type = "button";
			fold.textContent = words.fold;
			fold.addEventListener("click", () => {
				const open = fold.textContent === words.fold;
				for (const d of table.querySelectorAll("details")) d.open = open;
				fold.textContent = open ? words.unfold : words.fold;
			});
			tools.append(fold);
		}
		tools.append(csv, count);
		if (body.rows.length > FIRST) tools.append(more);
		table.parentElement.before(tools);
		addEventListener("beforeprint", () => { before = limit; showUpTo(Infinity); });
		addEventListener("afterprint", () => showUpTo(before));
		update();
		body.dataset.ready = "";
		return update;
	};

	for (const table of document.querySelectorAll("table[data-name]")) {
		const update = addTools(table);
		[...table.tHead.rows[0].cells].forEach((th, column) => {
			const button = document.createElement("button");
			button.type = "button";
			button.textContent = th.textContent;
			th.replaceChildren(button);
			button.addEventListener("click", () => { sortBy(table, column, th); update(); });
		});
	}
	// Paper shows what is folded.
	addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => { d.dataset.was = d.open; d.open = true; }));
	addEventListener("afterprint", () => document.querySelectorAll("details").forEach((d) => { d.open = d.dataset.was === "true"; }));
})();
