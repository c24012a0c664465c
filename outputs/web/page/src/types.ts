// What the server says, as JSON. The names are those of outputs/web.

export interface Range { low: number; mid?: number; high: number }

export interface Lever {
  key: string;
  name?: string;
  from: string; // a term, as 2024-autumn
  after?: string[]; // names of levers that it waits for
  needs?: string[]; // for which its places are reserved
  until?: string;
  ramp: { shape: string; months: number };
  fade: number;
  dials: Record<string, Range>;
  cost?: Record<string, string[]>;
}

export interface Scenario {
  yaml: string;
  name: string;
  authority: string[];
  rates_of?: string;
  start: string;
  years: number;
  draws: number;
  seed: number;
  regime: string;
  threshold?: number;
  local?: string;
  levers: Lever[];
}

export interface Dial {
  name: string;
  unit: string;
  says: string;
  low: number;
  high: number;
  default: Range;
  grade: string;
  source: string;
}

export interface Card {
  key: string;
  name: string;
  says: string;
  step: string;
  phases: string[];
  purses: string[];
  cost: string;
  ramp: { shape: string; months: number };
  evidence: string;
  misleads: string;
  grade: string;
  source: string;
  reserves?: boolean; // its places, for needs
  dials: Dial[];
}

export interface Authority { key: string; name: string; code: string; region: string; plans: number; unfit?: string }

export interface Catalogue {
  version: string;
  authorities: Authority[];
  regions: string[];
  regimes: { key: string; title: string; grade: string; sources: string[]; rules: string; caution: string }[]; // rules: what its later years are arithmetic under
  levers: Card[];
  purses: { key: string; name: string }[];
  shapes: string[];
  columns: { name: string; unit: string; says: string }[];
  shipped: { name: string; says: string; yaml: string }[];
  first: Scenario[];
  start: string;
  most_years: number;
  most_draws: number;
  most_scenarios: number;
  local: Brought | null; // a council's own figures that the server was given
  papers: { file: string; says: string }[];
  caution_years: number;
  licence: string;
  sign: string;
}

export interface Point { Year: number; Value: number }

export interface Opened {
  id: number;
  local: string; // whose figures it is on
  scenarios: Scenario[];
  areas: { code: string; name: string; plans: Point[] | null; deficits: Point[] | null }[];
  regime: string;
  first_year: number;
  years: number;
  stages: number[];
  said: string[] | null;
}

export interface Arrived { draws: number; final: boolean; notes: string[][]; warnings: (string[] | null)[] }

export interface Steps { column: string; base: number; scenario: number; parts: { name: string; mean: number; mc_error_of_mean: number | null; p10: number; p90: number }[] }

export interface Attributed { scenario: number; draws: number; how: string; steps: Steps[][] }

export interface Fault { scenario: number; line?: number; key?: string; says: string; file?: string }

export interface Portion { value: number; low: number; high: number }

export interface Driven { scenario: number; draws: number; says?: string; areas: { of: string; drivers: { name: string; alone: Portion; with_others: Portion }[]; crossed?: string }[] | null }

// Brought is a council's own figures that were brought to the server.
export interface Brought { id: string; file: string; key: string; name: string; start: string; figures: { says: string; own: string; published: string }[]; warnings: string[] | null }

interface Spread { p10: number | null; p50: number | null; p90: number | null }

export interface Beside {
  january: number;
  regime: string;
  draws: number;
  neighbours: { key: string; name: string }[] | null;
  figures: { key: string; heading: string; name: string; unit: string; says: string; whole: boolean }[];
  rows: { code: string; name: string; figure: string; unit: string; range: Spread; against?: { code: string; name: string; difference: Spread; above: number | null; more_than_chance: boolean }[] }[];
  notes: string[];
}

export interface Place { code: string; name: string; value: number | null; p10: number | null; p90: number | null; rank: number | null; rank_p10: number | null; rank_p90: number | null }

export interface Standings { years: string[]; year: string; regime: string; draws: number; measures: { key: string; name: string; chance: boolean; notes: string[]; rows: Place[] }[] }

export interface Scored { first: number; last: number; own: boolean; miss?: string; rows: { name: string; horizon: number; n: number; mape: number; bias: number; inside_80: number }[] }

export interface Future { draw: number; lines: Record<string, number[]>; story: string }
