// The fields of the form, each with its label and a place for what is wrong with it.

const HAPPENS = [["", "is not listed"], ["yes", "happens"], ["no", "does not happen"], ["unknown", "not known whether"]];
const WHEN = [["", "day not given"], ["on", "on"], ["between", "between"], ["after", "on or after"], ["before", "on or before"]];
const KNOWN = [["", "not given"]];
const NOT_KNOWN = [["unknown", "said to be unknown"], ["not applicable", "does not apply"]];
const NUMBERS = [["exactly", "exactly"], ["between", "between"], ["at least", "at least"], ["at most", "at most"]];

let fieldCount = 0;

/** A label with its field; the field has a name of its own, so that both belong together. */
function labelled(words, field, hidden = false) {
  fieldCount += 1;
  field.id = `what-if-field-${fieldCount}`;
  return make("span", { class: "field", hidden }, make("label", { for: field.id }, words), " ", field);
}

function select(options, value) {
  const chosen = make("select", { autocomplete: "off" }, options.map(([key, words]) => make("option", { value: key }, words)));
  chosen.value = value;
  return chosen;
}

/** The name of an event or a fact, which can be shown in other languages. */
const legend = (name, label) => make("legend", { "data-named": name, "data-own": label }, label);

const input = (type, value, more = {}) => {
  const field = make("input", { type, autocomplete: "off", ...more });
  field.value = value;
  return field;
};

const dayInput = (value) => input("date", value, { min: "0001-01-01", max: "9999-12-31" });

/** What a field holds; a day that is only begun is no day, and is said to be wrong. */
const valueOf = (field) => (field.validity.badInput ? "?" : field.value);

/** The places where the form says what is wrong, by what it is wrong with. */
class Errors {
  constructor() {
    this.places = new Map();
  }

  /** The place for what is wrong with one thing, and the fields that it describes. */
  place(key, fields) {
    fieldCount += 1;
    const element = make("p", { class: "error", id: `what-if-error-${fieldCount}`, hidden: true });
    this.places.set(key, { element, fields });
    return element;
  }

  show(problems) {
    for (const [key, { element, fields }] of this.places) {
      const said = problems.filter((one) => one.place === key).map((one) => one.words);
      element.textContent = visible(said.map(capital).join(" "));
      element.hidden = !said.length;
      for (const field of fields) {
        if (said.length) {
          field.setAttribute("aria-invalid", "true");
          field.setAttribute("aria-describedby", element.id);
        } else {
          field.removeAttribute("aria-invalid");
          field.removeAttribute("aria-describedby");
        }
      }
    }
  }
}

/** The fields of one event. */
function eventField(name, label, fields, errors, changed) {
  const happens = select(fields.told.length ? [...HAPPENS, ["told", "sources differ, as told"]] : HAPPENS, fields.happens);
  const when = select(WHEN, fields.when);
  const [from, to] = [dayInput(fields.from), dayInput(fields.to)];
  const place = input("text", fields.place, { inputmode: "numeric", size: "3", maxlength: "4" });
  const rows = {
    when: labelled("When", when), from: labelled("Day, or the earliest", from), to: labelled("Latest day", to),
    place: labelled("Place in the order", place),
  };
  const orders = make("ul", { class: "orders" });
  const show = () => {
    const dated = ["yes", "unknown"].includes(happens.value);
    rows.when.hidden = rows.place.hidden = orders.hidden = !dated;
    rows.from.hidden = !dated || !["on", "between", "after"].includes(when.value);
    rows.to.hidden = !dated || !["between", "before"].includes(when.value);
    from.previousElementSibling.textContent = when.value === "between" ? "Earliest day" : "Day";
  };
  const read = () => {
    Object.assign(fields, { happens: happens.value, when: when.value, place: place.value });
    Object.assign(fields, { from: valueOf(from), to: valueOf(to) });
    show();
    changed();
  };
  for (const field of [happens, when, from, to, place]) field.addEventListener("input", read);
  showOrders(orders, fields, changed);
  show();
  const error = errors.place(`event ${name}`, [happens, when, from, to, place]);
  const row = make("div", { class: "row" }, labelled("It", happens), Object.values(rows));
  return make("fieldset", { class: "thing", "data-event": name }, legend(name, label), row, orders, error);
}

/** The fields of the incident that is asked about. */
function incidentField({ kinds, zones }, fields, errors, changed, note) {
  const offered = kinds.map((one) => [one, one]);
  const kind = select([["", "none is asked about"], ...offered, ["unknown", "of a kind that is not known"]], fields.kind);
  const place = select([["", "place not known"], ...Object.entries(zones)], fields.place);
  const when = select(WHEN, fields.when);
  const [from, to] = [dayInput(fields.from), dayInput(fields.to)];
  const rows = {
    place: labelled("Place", place), when: labelled("When", when), from: labelled("Day, or the earliest", from),
    to: labelled("Latest day", to),
  };
  const show = () => {
    for (const row of Object.values(rows)) row.hidden = !kind.value;
    rows.from.hidden ||= !["on", "between", "after"].includes(when.value);
    rows.to.hidden ||= !["between", "before"].includes(when.value);
  };
  const read = () => {
    Object.assign(fields, { kind: kind.value, place: place.value, when: when.value });
    Object.assign(fields, { from: valueOf(from), to: valueOf(to) });
    show();
    changed();
  };
  for (const field of [kind, place, when, from, to]) field.addEventListener("input", read);
  show();
  const row = make("div", { class: "row" }, labelled("Kind of incident", kind), Object.values(rows));
  const error = errors.place("incident", [from, to]);
  return make("fieldset", { class: "incident" }, make("legend", {}, "An incident, to which obligations may answer"), row,
    note ? make("p", { class: "note" }, note) : null, error);
}

/** The orders that a scenario gives an event, each of which can be dropped. */
function showOrders(list, fields, changed) {
  list.replaceChildren(
    ...fields.orders.map((order) => {
      const words = `${ORDER_WORDS[order[0]]} ${order[1]}`;
      const drop = make("button", { type: "button", "aria-label": `Drop: ${words}` }, "Drop");
      drop.addEventListener("click", () => {
        fields.orders = fields.orders.filter((one) => one !== order);
        showOrders(list, fields, changed);
        changed();
      });
      return make("li", {}, make("code", {}, words), " ", drop);
    }),
  );
}

/** The fields of one fact, by its type. */
function factField(name, kind, fields, errors, changed) {
  const kept = fields.kept ? [["kept", `as told: ${keptWords(fields.kept)}`]] : [];
  const values = {
    yes_no: [["yes", "yes"], ["no", "no"]],
    one_of: (kind.values || []).map((value) => [`=${value}`, value.replaceAll("_", " ")]),
    number: NUMBERS,
  }[kind.kind];
  const choice = select([...KNOWN, ...values, ...NOT_KNOWN, ...kept], fields.choice);
  const [low, high] = [fields.low, fields.high].map((value) => input("text", value, { inputmode: "decimal", size: "8", maxlength: "60" }));
  const unit = kind.unit ? ` (${kind.unit})` : "";
  const rows = kind.kind === "number" ? [labelled(`Number${unit}`, low), labelled(`Upper end${unit}`, high)] : [];
  const show = () => {
    if (!rows.length) return;
    rows[0].hidden = !["exactly", "between", "at least"].includes(choice.value);
    rows[1].hidden = !["between", "at most"].includes(choice.value);
  };
  const read = () => {
    Object.assign(fields, { choice: choice.value, low: low.value, high: high.value });
    show();
    changed();
  };
  for (const field of [choice, low, high]) field.addEventListener("input", read);
  show();
  const error = errors.place(`fact ${name}`, [choice, low, high]);
  const row = make("div", { class: "row" }, labelled("It is", choice), rows);
  return make("fieldset", { class: "thing", "data-fact": name }, legend(name, kind.label), row, error);
}

/** A value as a scenario gives it, in words. */
function keptWords({ given, told }) {
  if (told) return `sources differ: ${told.map(([label]) => label).join("; ")}`;
  if (typeof given === "string") return given;
  return Array.isArray(given) ? listing(given, "or") : Object.entries(given).map((end) => end.join(" ")).join(" ");
}
