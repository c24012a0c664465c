// Results as they come: an Arrow stream, laid out for drawing.

import { tableFromIPC, type Dictionary, type Int16, type Utf8, type Vector } from "apache-arrow";

// Figure is a statistic with its Monte Carlo error.
export interface Figure { value: number; error: number; low: number; high: number }

const none: Figure = { value: NaN, error: NaN, low: NaN, high: NaN };

// levels are the quantiles, as the server names them.
export const bands = [["p05", "p95"], ["p10", "p90"], ["p25", "p75"]] as const;

export class Results {
  readonly draws: number;
  readonly firstYear: number;
  readonly years: number;
  private readonly rows = new Map<string, Figure[]>();

  constructor(readonly bytes: Uint8Array<ArrayBuffer>, draws: number, firstYear: number, years: number) {
    this.draws = draws;
    this.firstYear = firstYear;
    this.years = years;
    const table = tableFromIPC(bytes);
    const texts = (name: string) => {
      const v = table.getChild(name) as Vector<Dictionary<Utf8, Int16>>;
      const words = v.data[0]!.dictionary!.toArray() as unknown as string[];
      const list = Array.from({ length: words.length }, (_, i) => String((v.data[0]!.dictionary as Vector<Utf8>).get(i)));
      const at = v.data[0]!.values as Int16Array;
      return (row: number) => list[at[row]!]!;
    };
    const numbers = (name: string) => table.getChild(name)!.toArray() as ArrayLike<number>;
    const scenario = texts("scenario"), part = texts("part"), area = texts("authority"), column = texts("column"), statistic = texts("statistic");
    const year = numbers("financial_year"), value = numbers("value"), error = numbers("mc_error"), low = numbers("mc_low"), high = numbers("mc_high");
    for (let i = 0; i < table.numRows; i++) {
      const key = `${scenario(i)}|${part(i)}|${area(i)}|${column(i)}|${statistic(i)}`;
      let list = this.rows.get(key);
      if (!list) this.rows.set(key, (list = new Array<Figure>(years).fill(none)));
      list[year[i]! - firstYear] = { value: value[i]!, error: error[i]!, low: low[i]!, high: high[i]! };
    }
  }

  // of is a statistic of a scenario (0 is the base), year by year.
  of(scenario: number, area: string, column: string, statistic: string): Figure[] {
    return this.rows.get(`${scenario}|level|${area}|${column}|${statistic}`) ?? new Array<Figure>(this.years).fill(none);
  }

  // effect is a statistic of what a scenario does against the base.
  effect(scenario: number, area: string, column: string, statistic: string): Figure[] {
    return this.rows.get(`${scenario}|effect|${area}|${column}|${statistic}`) ?? new Array<Figure>(this.years).fill(none);
  }

  // chance is one of the chances of balance.
  chance(scenario: number, area: string, of: "chance_of_in_year_balance" | "chance_of_cumulative_deficit_above_threshold"): Figure[] {
    return this.of(scenario, area, of, "chance");
  }
}
