// Figures as a reader says them, as outputs/words.go does.

const digits = (x: number, decimals: number): string => {
  const text = x.toFixed(decimals);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
};

// grouped is a whole number with commas.
export const grouped = (x: number): string => Math.round(x).toLocaleString("en-GB");

// pounds is money as every sentence has it: £721,000, £3.0m, £97m, £1.25bn.
export function pounds(x: number): string {
  if (!Number.isFinite(x)) return "–";
  const m = Math.abs(x) / 1e6;
  const thousands = Math.round(m * 1000);
  if (thousands === 0) return "£0";
  const said = thousands < 1000 ? grouped(1000 * thousands)
    : m < 9.95 ? `${m.toFixed(1)}m`
      : m < 999.5 ? `${m.toFixed(0)}m`
        : `${(m / 1000).toFixed(2)}bn`;
  return `${x < 0 ? "−" : ""}£${said}`;
}

// change is a difference of money, with its sign.
export const change = (x: number): string => (pounds(x) === "£0" || x < 0 ? pounds(x) : `+\u2060${pounds(x)}`); // the joiner keeps the sign beside its figure

// finePounds is money as it is set: £350,000, £1.05m.
export const finePounds = (x: number): string => (x < 0 ? "−£" : "£") + (Math.abs(x) >= 1e6 ? `${digits(Math.abs(x) / 1e6, 3)}m` : grouped(Math.abs(x)));

// percent is a share of 1 in per cent.
export const percent = (x: number, decimals = 0): string => (Number.isFinite(x) ? `${digits(100 * x, decimals)}%` : "–");

// error is a Monte Carlo error of money or of a count, finer than its figure.
export function error(x: number, money: boolean): string {
  if (!Number.isFinite(x)) return "unknown";
  if (money && x < 1e6) return pounds(x);
  return money ? `£${digits(x / 1e6, x < 1e7 ? 2 : 1)}m` : digits(x, x < 10 ? 1 : 0);
}

// financialYear is 2024-25 by the year of its April.
export const financialYear = (y: number): string => `${y}-${String((y + 1) % 100).padStart(2, "0")}`;

// term is a term in words: autumn 2024.
export function term(t: string): string {
  const [year, part] = t.split("-");
  return `${part} ${year}`;
}

// dial is a setting of a dial with its unit.
export function dial(x: number, unit: string): string {
  switch (unit) {
    case "share":
    case "chance":
      return percent(x, 1);
    case "pounds":
      return finePounds(x);
    case "months":
      return `${digits(x, 1)} months`;
    default:
      return `${grouped(x) === digits(x, 1) ? grouped(x) : digits(x, 1)} ${unit}`;
  }
}

// words is a key as a reader reads it.
export function words(key: string): string {
  const text = key.replace(/^delivery\./, "").replace(/[-_]/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
