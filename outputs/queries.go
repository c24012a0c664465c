package outputs

// Query is a question that somebody with the files of a run asks, and how it is
// asked. The SQL is run by the test of the clients (make clients).
type Query struct {
	Asks   string // the question
	SQL    string // DuckDB's, in the folder of an export to Parquet
	Pandas string // the same; empty where there is nothing new to show
	R      string // the same, with the package arrow
}

// Queries stand in docs/columns.md.
var Queries = []Query{
	{
		Asks: "The chance, by year, that the cumulative deficit is above £20m",
		SQL: `SELECT authority, financial_year, avg((cumulative_deficit > 20e6)::INT) AS chance
FROM 'deficit.parquet' GROUP BY ALL ORDER BY ALL;`,
		Pandas: `d = pd.read_parquet("deficit.parquet")
(d.cumulative_deficit > 20e6).groupby([d.authority, d.financial_year]).mean()`,
		R: `d <- arrow::read_parquet("deficit.parquet")
aggregate(cumulative_deficit > 20e6 ~ authority + financial_year, d, mean)`,
	},
	{
		Asks: "P10, P50 and P90 of the draws, which are those of summary.arrow: a draw, never between two",
		SQL: `SELECT authority, financial_year,
  quantile_disc(cumulative_deficit, 0.1) AS p10,
  quantile_disc(cumulative_deficit, 0.5) AS p50,
  quantile_disc(cumulative_deficit, 0.9) AS p90
FROM 'deficit.parquet' GROUP BY ALL ORDER BY ALL;`,
		Pandas: `d.groupby(["authority", "financial_year"]).cumulative_deficit.agg(
    lambda v: np.quantile(v, [0.1, 0.5, 0.9], method="inverted_cdf").tolist())`,
		R: `aggregate(cumulative_deficit ~ authority + financial_year, d, quantile, c(0.1, 0.5, 0.9), type = 1)`,
	},
	{
		Asks: "The same read off the summary, with its Monte Carlo error",
		SQL: `SELECT authority, financial_year, statistic, value, mc_error
FROM 'summary.parquet' WHERE "column" = 'cumulative_deficit' AND statistic IN ('p10', 'p50', 'p90') ORDER BY ALL;`,
		Pandas: `s = pd.read_parquet("summary.parquet")
s[(s.column == "cumulative_deficit") & s.statistic.isin(["p10", "p50", "p90"])]`,
		R: `s <- arrow::read_parquet("summary.parquet")
subset(s, column == "cumulative_deficit" & statistic %in% c("p10", "p50", "p90"))`,
	},
	{
		Asks: "A sum that no column has, with its range: add up in each draw, then take the percentile, for percentiles do not add up",
		SQL: `SELECT authority, financial_year,
  quantile_disc(spend_places_special + spend_topup_special, 0.9) AS state_special_p90
FROM 'deficit.parquet' GROUP BY ALL ORDER BY ALL;`,
	},
	{
		Asks: "What the worst tenth of the futures have in common in the last year",
		SQL: `WITH last AS (
  SELECT *, ntile(10) OVER (PARTITION BY authority ORDER BY cumulative_deficit) AS tenth
  FROM 'deficit.parquet' WHERE financial_year = (SELECT max(financial_year) FROM 'deficit.parquet'))
SELECT authority, tenth = 10 AS worst, avg(plans) AS plans, avg(new_plans) AS new_plans,
  avg(plans_setting_independent_special) AS independent, avg(high_needs_block) AS block
FROM last GROUP BY ALL ORDER BY ALL;`,
	},
	{
		Asks: "Children with a plan in state special schools, by single age and census",
		SQL: `SELECT authority, census, age, p10, p50, p90
FROM 'cells.parquet' WHERE "table" = 'setting_age' AND setting = 'state-special' AND p90 > 0 ORDER BY ALL;`,
	},
	{
		Asks: "What each lever of a comparison does to the in-year deficit, year by year: with base and scenario, each year's means add up",
		SQL: `SELECT authority, scenario, financial_year, part, value
FROM 'attribution.parquet' WHERE "column" = 'in_year_deficit' AND statistic = 'mean' ORDER BY authority, scenario, financial_year;`,
		Pandas: `a = pd.read_parquet("attribution.parquet")
a[(a.column == "in_year_deficit") & (a.statistic == "mean")].pivot_table("value", "financial_year", "part", sort=False)`,
		R: `a <- arrow::read_parquet("attribution.parquet")
xtabs(value ~ financial_year + part, subset(a, column == "in_year_deficit" & statistic == "mean"))`,
	},
	{
		Asks: "What a column is, and its unit",
		SQL:  `SELECT "column", unit, says, formula FROM 'columns.csv' WHERE "table" LIKE '%deficit.arrow';`,
	},
}
