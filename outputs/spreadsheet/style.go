package spreadsheet

import "github.com/xuri/excelize/v2"

// style is how a cell looks.
type style uint8

const (
	plain style = iota
	title
	note
	head
	group
	label
	money
	moneyBold
	count
	countBold
	share
	ratio
	other
	input
	asText
	numStyles
)

// The formats of numbers, and of the palette: dark enough for white words on
// it (contrast above 7 to 1), and light enough for black ones.
const (
	poundFormat = `£#,##0;-£#,##0;£0`
	countFormat = `#,##0;-#,##0;0`
	shareFormat = `0.0%`
	ratioFormat = `0.0000`
	anyFormat   = `#,##0.###`
	dark        = "1F3864"
	light       = "DCE6F1"
	choose      = "FFF2CC"
	rust        = "C55A11"
	blue        = "2E75B6"
	family      = "Calibri"
	textFormat  = 49 // "@", of the formats that every spreadsheet has
)

func (b *book) addStyles() error {
	bold := &excelize.Font{Bold: true, Family: family}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	custom := func(format string) excelize.Style { return excelize.Style{CustomNumFmt: &format} }
	total := func(format string) excelize.Style {
		s := custom(format)
		s.Font, s.Fill = bold, fill(light)
		return s
	}
	all := [numStyles]excelize.Style{
		title:     {Font: &excelize.Font{Bold: true, Family: family, Size: 16, Color: dark}},
		note:      {Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}},
		head:      {Font: &excelize.Font{Bold: true, Family: family, Color: "FFFFFF"}, Fill: fill(dark), Alignment: &excelize.Alignment{WrapText: true, Horizontal: "center", Vertical: "center"}},
		group:     {Font: bold, Fill: fill(light)},
		label:     {Alignment: &excelize.Alignment{Indent: 1}},
		money:     custom(poundFormat),
		moneyBold: total(poundFormat),
		count:     custom(countFormat),
		countBold: total(countFormat),
		share:     custom(shareFormat),
		ratio:     custom(ratioFormat),
		other:     custom(anyFormat),
		input:     {Font: bold, Fill: fill(choose), Border: []excelize.Border{{Type: "bottom", Style: 1, Color: dark}, {Type: "top", Style: 1, Color: dark}, {Type: "left", Style: 1, Color: dark}, {Type: "right", Style: 1, Color: dark}}},
		asText:    {NumFmt: textFormat},
	}
	for i := range all {
		if style(i) == plain {
			continue
		}
		id, err := b.file.NewStyle(&all[i])
		if err != nil {
			return err
		}
		b.styles[style(i)] = id
	}
	return nil
}
