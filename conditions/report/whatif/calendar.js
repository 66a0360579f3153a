// Days as ordinals of the proleptic Gregorian calendar, calendar periods, and exact fractions.

/** @typedef {[number, number, number, number]} Period Years, months, weeks and days. */
/** @typedef {[number, number]} Bounds Least and greatest number, both included; infinite where open. */
/** @typedef {[bigint, bigint]} Fraction Numerator and denominator, in lowest terms. */

const FIRST_DAY = 1;
const LAST_DAY = 3652059;
const CYCLE_MONTHS = 4800;
const CYCLE_DAYS = 146097;
const MONTH_STARTS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** @type {Period} */
const ONE_DAY = [0, 0, 0, 1];
/** @type {Period} */
const SAME_DAY = [0, 0, 0, 0];

const totalMonths = (period) => 12 * period[0] + period[1];
const totalDays = (period) => 7 * period[2] + period[3];
const isExact = (period) => totalMonths(period) === 0;
const isZero = (period) => totalMonths(period) === 0 && totalDays(period) === 0;
/** @returns {Period} */
const backward = (period) => period.map((one) => (one ? -one : 0));
const isBackward = (period) => totalMonths(period) < 0 || totalDays(period) < 0;

/** The first day of a month that is counted from January of the year 0. */
function firstOf(month) {
  const year = Math.floor(month / 12);
  const index = month - 12 * year;
  const past = year - 1;
  const leap = index > 1 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  const leaps = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return 365 * past + leaps + MONTH_STARTS[index] + leap + 1;
}

/** Months from January of the year 0 to the month of a day. */
function monthOf(ordinal) {
  const cycles = Math.floor((ordinal - 1) / CYCLE_DAYS);
  const day = ordinal - cycles * CYCLE_DAYS;
  // A year is never longer than 366 days, so the estimate is never too late.
  let month = 12 * (Math.floor((day - 1) / 366) + 1);
  while (firstOf(month + 12) <= day) month += 12;
  while (firstOf(month + 1) <= day) month += 1;
  return cycles * CYCLE_MONTHS + month;
}

function afterMonths(ordinal, months) {
  const month = monthOf(ordinal);
  const target = month + months;
  return Math.min(firstOf(target) + ordinal - firstOf(month), firstOf(target + 1) - 1);
}

/** The day a period after a day: first the months, clamped at the month's end, then the days. */
function shiftDay(ordinal, period) {
  const months = totalMonths(period);
  return (months ? afterMonths(ordinal, months) : ordinal) + totalDays(period);
}

/** What leaves the years 1 to 9999 becomes infinite. */
function inCalendar(ordinal) {
  return ordinal < FIRST_DAY ? -Infinity : ordinal > LAST_DAY ? Infinity : ordinal;
}

function addOrdinal(ordinal, period) {
  return Number.isFinite(ordinal) ? inCalendar(shiftDay(ordinal, period)) : ordinal;
}

/** The first day from which the period leads to `end` or later. */
function earliestStart(period, end) {
  const start = afterMonths(end - totalDays(period), -totalMonths(period));
  return shiftDay(start, period) === end ? start : start + 1;
}

/** The last day from which the period leads to `end` or earlier. */
const latestStart = (period, end) => earliestStart(period, end + 1) - 1;

/** The least and the greatest number of days that a period lasts from a day of a range. */
function lengthBounds(period, earliest, latest) {
  const days = totalDays(period);
  if (isExact(period)) return [days, days];
  const [least, greatest] = monthsBounds(totalMonths(period), earliest, latest);
  return [least + days, greatest + days];
}

const boundsKept = new Map();

function monthsBounds(months, earliest, latest) {
  const key = `${months} ${earliest} ${latest}`;
  let found = boundsKept.get(key);
  if (found === undefined) {
    const anywhere = monthsBoundsAnywhere(months);
    const near = latest - earliest >= 0 && latest - earliest < CYCLE_DAYS;
    found = near ? extremes(months, earliest, latest, anywhere) : anywhere;
    if (boundsKept.size > 20000) boundsKept.clear();
    boundsKept.set(key, found);
  }
  return found;
}

const anywhereKept = new Map();

function monthsBoundsAnywhere(months) {
  let found = anywhereKept.get(months);
  if (found === undefined) {
    let [least, greatest] = [Infinity, -Infinity];
    for (let month = 0; month < CYCLE_MONTHS; month += 1) {
      const length = firstOf(month + months) - firstOf(month);
      [least, greatest] = [Math.min(least, length), Math.max(greatest, length)];
    }
    found = [least, greatest];
    anywhereKept.set(months, found);
  }
  return found;
}

/** Shortest and longest length of so many months from the days of a range; stops early at the known limits. */
function extremes(months, first, last, limits) {
  let [least, greatest] = [Infinity, -Infinity];
  const end = monthOf(last);
  for (let month = monthOf(first); month <= end; month += 1) {
    const [start, following] = [firstOf(month), firstOf(month + 1)];
    const [target, after] = [firstOf(month + months), firstOf(month + months + 1)];
    for (const day of [Math.max(first, start), Math.min(last, following - 1)]) {
      const length = Math.min(target + day - start, after - 1) - day;
      [least, greatest] = [Math.min(least, length), Math.max(greatest, length)];
    }
    if (least === limits[0] && greatest === limits[1]) break;
  }
  return [least, greatest];
}

const padded = (number, width) => String(number).padStart(width, "0");

/** The day of an ordinal as YYYY-MM-DD; empty where it is unbounded. */
function isoDay(ordinal) {
  if (!(ordinal >= FIRST_DAY && ordinal <= LAST_DAY)) return "";
  const month = monthOf(ordinal);
  const year = Math.floor(month / 12);
  return `${padded(year, 4)}-${padded(month - 12 * year + 1, 2)}-${padded(ordinal - firstOf(month) + 1, 2)}`;
}

/** The ordinal of a day that is written as YYYY-MM-DD; `null` where it is none. */
function parseDay(text) {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text.trim());
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1) return null;
  const start = firstOf(12 * year + month - 1);
  return start + day - 1 < firstOf(12 * year + month) ? start + day - 1 : null;
}

/** The first and last day of a day, a month or a year, as ordinals; `null` where the text is none of them. */
function parseDate(text) {
  const day = parseDay(text);
  if (day !== null) return [day, day];
  const found = /^([0-9]{4})(?:-([0-9]{2}))?$/.exec(text.trim());
  if (!found) return null;
  const [year, month] = [Number(found[1]), found[2] === undefined ? null : Number(found[2])];
  if (year < 1 || month === 0 || month > 12) return null;
  const [first, next] = month === null ? [12 * year, 12 * year + 12] : [12 * year + month - 1, 12 * year + month];
  return [firstOf(first), firstOf(next) - 1];
}

// --- fractions ----------------------------------------------------------------------

function gcd(one, other) {
  let [a, b] = [one < 0n ? -one : one, other];
  while (b) [a, b] = [b, a % b];
  return a;
}

/** @returns {Fraction} */
function fraction(numerator, denominator = 1n) {
  const [n, d] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator];
  const common = gcd(n, d) || 1n;
  return [n / common, d / common];
}

/** The number that a text says exactly, as in `85000`, `0.5` or `2/3`; `null` where it says none. */
function parseNumber(text) {
  const found = /^(-?)([0-9][0-9_]*)(?:\.([0-9]+)|\/([0-9]+))?$/.exec(text.trim());
  if (!found || text.trim().length > 60) return null;
  const [, sign, whole, decimals = "", below] = found;
  const number = BigInt(whole.replaceAll("_", "") + decimals);
  const denominator = below === undefined ? 10n ** BigInt(decimals.length) : BigInt(below);
  return denominator ? fraction(sign ? -number : number, denominator) : null;
}

const NOTHING = fraction(0n);
const plus = (one, other) => fraction(one[0] * other[1] + other[0] * one[1], one[1] * other[1]);
const times = (one, other) => fraction(one[0] * other[0], one[1] * other[1]);
const signOf = (one) => (one[0] > 0n ? 1 : one[0] < 0n ? -1 : 0);
const compareNumbers = (one, other) => signOf(plus(one, [-other[0], other[1]]));

/** A number in the shortest exact way: a decimal where that ends, else a fraction. */
function numberText(number) {
  let [digits, below] = [0, number[1]];
  for (const prime of [2n, 5n]) {
    let count = 0;
    while (below % prime === 0n) [below, count] = [below / prime, count + 1];
    digits = Math.max(digits, count);
  }
  if (below !== 1n) return `${number[0]}/${number[1]}`;
  const scaled = (number[0] * 10n ** BigInt(digits)) / number[1];
  const text = padded(scaled < 0n ? -scaled : scaled, digits + 1);
  const sign = scaled < 0n ? "-" : "";
  return digits ? `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}` : `${sign}${text}`;
}
