"use strict";
// Tables that sort by their headings, filter by words and verdict, and export what is shown.
(() => {
	const et = document.documentElement.lang === "et";
	const words = et
		? { filter: "Otsi ridadest", all: "kõik otsused", csv: "Salvesta CSV", rows: "rida", fold: "Ava kõik", unfold: "Sulge kõik" }
		: { filter: "Search the rows", all: "all verdicts", csv: "Save CSV", rows: "rows", fold: "Open all", unfold: "Close all" };
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

	const addTools = (table) => {
		const tools = document.createElement("div");
		tools.className = "tools";
		const search = document.createElement("input");
		search.type = "search";
		search.placeholder = words.filter;
		search.setAttribute("aria-label", words.filter);
		const select = document.createElement("select");
		select.setAttribute("aria-label", words.all);
		const verdicts = [...new Set([...table.tBodies[0].rows].map((r) => r.dataset.verdict).filter(Boolean))];
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
		const shown = () => [...table.tBodies[0].rows].filter((r) => !r.hidden);
		const update = () => {
			const asked = search.value.toLowerCase().split(/\s+/).filter(Boolean);
			for (const row of table.tBodies[0].rows) {
				const all = row.textContent.toLowerCase();
				row.hidden = (select.value && row.dataset.verdict !== select.value) || !asked.every((w) => all.includes(w));
			}
			count.textContent = `${shown().length} / ${table.tBodies[0].rows.length} ${words.rows}`;
		};
		csv.addEventListener("click", () => {
			const lines = [[...table.tHead.rows[0].cells], ...shown().map((r) => [...r.cells])];
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
		table.parentElement.before(tools);
		update();
	};

	for (const table of document.querySelectorAll("table[data-name]")) {
		[...table.tHead.rows[0].cells].forEach((th, column) => {
			const button = document.createElement("button");
			button.type = "button";
			button.textContent = th.textContent;
			th.replaceChildren(button);
			button.addEventListener("click", () => sortBy(table, column, th));
		});
		addTools(table);
	}
	// Paper shows what is folded.
	addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => { d.dataset.was = d.open; d.open = true; }));
	addEventListener("afterprint", () => document.querySelectorAll("details").forEach((d) => { d.open = d.dataset.was === "true"; }));
})();
