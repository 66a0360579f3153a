"use strict";
// What a page does beyond being read: settings, readings, days, unfolding. All texts are put in as text.
(() => {
  /** Every element that a selector finds, as a list. @type {(selector: string, within?: ParentNode) => any[]} */
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));

  // --- colours ----------------------------------------------------------------

  /** The rules for dark screens, each with its own condition. @type {() => [CSSMediaRule, string][]} */
  const darkRules = () =>
    Array.from(document.styleSheets)
      .flatMap((sheet) => Array.from(sheet.cssRules))
      .filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText.includes("prefers-color-scheme: dark"))
      .map((rule) => [rule, rule.media.mediaText]);

  /** Let a reader choose light or dark, whatever the system says. */
  const colours = () => {
    const rules = darkRules();
    const select = document.getElementById("tool-colours");
    const choose = () => {
      for (const [rule, own] of rules) {
        rule.media.mediaText = select.value === "" ? own : select.value === "dark" ? "screen" : "not all";
      }
      document.documentElement.style.colorScheme = select.value;
    };
    select.addEventListener("change", choose);
  };

  // --- unfolding --------------------------------------------------------------

  /** What is folded on the page, but for the what-if form, and for what is worked out only when it is unfolded. */
  const FOLDED = "main details:not(.what-if details, [data-evaluated] details)";

  /** Unfold all that an element stands in, and the element itself. @param {Element | null} element */
  const unfold = (element) => {
    for (let inner = element?.closest("details"); inner; inner = inner.parentElement.closest("details")) {
      inner.open = true;
    }
  };

  /** The element that an address within the page leads to. @param {string} hash */
  const target = (hash) => {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch {
      return null;
    }
  };

  /** Go where the address says, also into what is folded. */
  const arrive = () => {
    const place = location.hash.length > 1 ? target(location.hash) : null;
    if (place) {
      unfold(place);
      place.scrollIntoView();
    }
  };

  /** Fold what the cursor is in, one level for each press. @param {KeyboardEvent} event */
  const foldOnEscape = (event) => {
    const open = event.key === "Escape" && event.target instanceof Element && event.target.closest("details[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
      event.preventDefault();
    }
  };

  /** Links, Escape, and paper, on which everything is unfolded. */
  const folding = () => {
    window.addEventListener("hashchange", arrive);
    document.addEventListener("keydown", foldOnEscape);
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element && event.target.closest("a[href^='#']");
      unfold(link ? target(link.getAttribute("href")) : null);
    });
    let folded = [];
    window.addEventListener("beforeprint", () => {
      folded = all(FOLDED).filter((one) => !one.open);
      folded.forEach((one) => (one.open = true));
    });
    window.addEventListener("afterprint", () => folded.forEach((one) => (one.open = false)));
    arrive();
  };

  // --- readings ---------------------------------------------------------------

  /** What speaks of the readings that an element names: its line, its entry, or the part of a picture that it is. */
  const spoken = (element) => (element instanceof SVGElement ? element : element.closest("p, li, dl > div, tr"));

  /** The readings that an element names, as `condition=reading`. @type {(element: any) => string[][]} */
  const named = (element) => element.dataset.readings.split(" ").map((pair) => pair.split("="));

  /** Of each condition with a reading chosen, that reading. @type {() => Map<string, string>} */
  const chosenReadings = () =>
    new Map(all(".readings select").filter((one) => one.value).map((one) => [one.dataset.condition, one.value]));

  /** Whether some readings are not those that are chosen; a part of a picture stays while one of them is. */
  const isOther = (element, chosen) => {
    const differs = ([condition, reading]) => chosen.has(condition) && chosen.get(condition) !== reading;
    return element instanceof SVGElement ? named(element).every(differs) : named(element).some(differs);
  };

  /** Show the chosen readings alone, and say so. */
  const showReadings = () => {
    const chosen = chosenReadings();
    for (const element of all("[data-readings]")) {
      spoken(element)?.classList.toggle("other-reading", isOther(element, chosen));
    }
    const told = all(".readings select")
      .filter((one) => one.value)
      .map((one) => `${one.labels[0].textContent}: ${one.value}`);
    const bar = document.querySelector(".tools .chosen");
    bar.hidden = !told.length;
    bar.querySelector("[role=status]").textContent = told.length ? `Only these readings are shown. ${told.join("; ")}` : "";
  };

  /** Let a reader choose readings. */
  const readings = () => {
    for (const select of all(".readings select")) {
      select.addEventListener("change", showReadings);
    }
  };

  /** Show every reading again. */
  const everyReading = () => {
    all(".readings select").forEach((one) => (one.value = ""));
    showReadings();
    document.querySelector(".readings select")?.focus();
  };

  // --- languages --------------------------------------------------------------

  /** Of the labels that a part of a picture has, show the one in a language, or its own. */
  const showLabel = (node, language) => {
    const labels = all("[data-language]", node);
    const chosen = labels.find((one) => one.dataset.language === language) ?? labels[0];
    for (const one of labels) {
      one === chosen ? one.removeAttribute("display") : one.setAttribute("display", "none");
    }
  };

  /** Let a reader choose in which language things are named, as far as the dossier has them. */
  const languages = () => {
    const data = document.getElementById("labels");
    const select = document.getElementById("tool-language");
    if (!data || !select) {
      return;
    }
    const labels = JSON.parse(data.textContent);
    const named = all("[data-name]").map((element) => [element, element.textContent]);
    select.addEventListener("change", () => {
      const known = labels[select.value] ?? {};
      for (const [element, own] of named) {
        const has = select.value !== "en" && Object.hasOwn(known, element.dataset.name);
        element.textContent = has ? known[element.dataset.name] : own;
        element.lang = has ? select.value : "en";
      }
      all("svg [data-node]").forEach((node) => showLabel(node, select.value));
    });
  };

  // --- positions over time ----------------------------------------------------

  const STATES = {
    "none sure": "new",
    "none maybe": "possibly new",
    "maybe sure": "now for certain",
    "sure maybe": "possibly no longer held",
    "maybe maybe": "possibly in force",
    "sure none": "no longer held",
    "maybe none": "no longer held",
  };

  /** Whether a position is held at a stop: `sure`, `maybe` or `none`. */
  const heldAt = (spans, stop) => {
    const found = spans.find(([first, last]) => first <= stop && stop <= last);
    return found ? (found[2] ? "sure" : "maybe") : "none";
  };

  /** The stops at which a position is held. @param {string} text `0-3 5-5?` */
  const spansOf = (text) =>
    (text ? text.split(" ") : []).map((span) => {
      const [first, last] = span.replace("?", "").split("-").map(Number);
      return [first, last, !span.endsWith("?")];
    });

  /** Show one position as it stands at a stop. Returns what became of it since the stop before. */
  const showHeld = (item, spans, stop) => {
    const [before, now] = [heldAt(spans, stop - 1), heldAt(spans, stop)];
    const state = STATES[`${before} ${now}`] ?? "";
    const mark = item.querySelector(".state");
    mark.hidden = !state;
    mark.textContent = state;
    item.hidden = before === "none" && now === "none";
    item.classList.toggle("gone", before !== "none" && now === "none");
    item.classList.toggle("maybe", now === "maybe");
    item.classList.toggle("new", before === "none" && now !== "none");
    return state;
  };

  /** How often each word stands in a list, `2 new, 1 no longer held`. */
  const counts = (found) =>
    [...new Set(found)].filter((one) => one).map((one) => `${found.filter((other) => other === one).length} ${one}`).join(", ");

  /** Put one board to work. @param {Element} board */
  const overTime = (board) => {
    const slider = board.querySelector(".slider");
    if (!slider) {
      return;
    }
    const input = slider.querySelector("input");
    const day = slider.querySelector("output");
    const stops = all(".stops li", slider).map((one) => one.textContent);
    const items = all("[data-spans]", board).map((item) => [item, spansOf(item.dataset.spans)]);
    const rows = all("[data-stops]", board).map((row) => [row, row.dataset.stops.split(" ").map(Number)]);
    const does = (name) => slider.querySelector(`[data-does=${name}]`);

    const show = () => {
      const stop = Number(input.value);
      const became = items.map(([item, spans]) => showHeld(item, spans, stop));
      rows.forEach(([row, at]) => (row.hidden = !at.includes(stop)));
      all(".nothing", board).forEach((one) => (one.hidden = all("[data-spans]:not([hidden])", one.parentElement).length > 0));
      const told = counts(became);
      day.textContent = told ? `${stops[stop]} (${told})` : stops[stop];
      input.setAttribute("aria-valuetext", stops[stop]);
      does("earlier").disabled = stop === 0;
      does("later").disabled = stop === stops.length - 1;
      board.classList.add("at-a-day");
    };
    const showAll = () => {
      items.forEach(([item]) => {
        item.hidden = false;
        item.classList.remove("gone", "maybe", "new");
        item.querySelector(".state").hidden = true;
      });
      rows.forEach(([row]) => (row.hidden = false));
      all(".nothing", board).forEach((one) => (one.hidden = all("[data-spans]", one.parentElement).length > 0));
      day.textContent = "all days";
      board.classList.remove("at-a-day");
    };
    const move = (by) => {
      input.value = String(Number(input.value) + by);
      show();
    };
    input.addEventListener("input", show);
    does("earlier").addEventListener("click", () => move(-1));
    does("later").addEventListener("click", () => move(1));
    does("all-days").addEventListener("click", showAll);
    let atADay = true;
    window.addEventListener("beforeprint", () => {
      atADay = board.classList.contains("at-a-day");
      showAll();
    });
    window.addEventListener("afterprint", () => atADay && show());
    slider.hidden = false;
    show();
  };

  // --- the page ---------------------------------------------------------------

  /** Mark in the contents where the reader is. */
  const contents = () => {
    const links = new Map(all("nav a").map((link) => [target(link.getAttribute("href")), link]));
    const seen = new Set();
    const observer = new IntersectionObserver(
      (entries) => {
        entries.forEach((one) => (one.isIntersecting ? seen.add(one.target) : seen.delete(one.target)));
        const [first] = [...links.keys()].filter((section) => seen.has(section));
        links.forEach((link, section) => {
          section === first ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
        });
      },
      { rootMargin: "-10% 0px -60% 0px" },
    );
    links.forEach((_, section) => section && observer.observe(section));
  };

  /** Only what can be scrolled is a stop of the keyboard. */
  const scrolling = () => {
    const observer = new ResizeObserver((entries) => {
      for (const { target: region } of entries) {
        region.scrollWidth > region.clientWidth ? (region.tabIndex = 0) : region.removeAttribute("tabindex");
      }
    });
    all(".scroll").forEach((one) => observer.observe(one));
  };

  /** Show what needs this script, and put it to work. */
  const settings = () => {
    const tools = document.querySelector(".tools");
    const does = { "open-all": () => foldAll(true), "close-all": () => foldAll(false), "every-reading": everyReading };
    for (const [name, act] of Object.entries(does)) {
      tools.querySelector(`[data-does=${name}]`)?.addEventListener("click", act);
    }
    tools.hidden = false;
  };

  /** Unfold or fold everything. @param {boolean} open */
  const foldAll = (open) => all(FOLDED).forEach((one) => (one.open = open));

  settings();
  colours();
  readings();
  languages();
  all(".over-time").forEach(overTime);
  contents();
  scrolling();
  folding();
})();
