package personal

import (
	"testing"
)

func TestMasked(t *testing.T) {
	for cell, want := range map[string]string{
		"ask jo.o'neil@example.gov.uk today": "ask [e-mail removed] today", "call 020 7946 0000": "call [telephone removed]", "+44 20 7946 0000": "[telephone removed]", "07700900123": "[telephone removed]",
		"05512051": "05512051", "2019/S 199-483701": "2019/S 199-483701", "01/04/2025": "01/04/2025", "0021": "0021", "£12,000,000.00": "£12,000,000.00", "42416000-5, 45313000-4": "42416000-5, 45313000-4",
		"a \n b": "a b", "2022/S 000-025196": "2022/S 000-025196", "2022/S000-025196": "2022/S000-025196", "see 2021/S 000-012345 and 2019/S 034-076867.": "see 2021/S 000-012345 and 2019/S 034-076867.",
		"2024/S 012-1234567": "2024/S 012-1234567", "018/S 211-482411": "018/S 211-482411", "025196-2022": "025196-2022", "ocds-b5fd17-0044-0123-4567-890123456789": "ocds-b5fd17-0044-0123-4567-890123456789",
		"ocds-h6vhtk-05d37a": "ocds-h6vhtk-05d37a", "DN0207946000": "DN0207946000", "CF/020 7946 0000": "CF/020 7946 0000", "000-025196": "000-025196", "034-076867": "034-076867", "PYQD-1693-MYXR": "PYQD-1693-MYXR",
		"Tel: (020) 7946 0000, ext 2": "Tel: [telephone removed], ext 2", "01234 567890": "[telephone removed]", "01234 567 890 or 0800 123 456": "[telephone removed] or [telephone removed]",
		"+44 (0)20 7946 0000": "[telephone removed]", "020.7946.0000": "[telephone removed]", "0044 20 7946 0000": "[telephone removed]",
	} {
		if got := Masked(cell); got != want {
			t.Errorf("%q is shown as %q, want %q", cell, got, want)
		}
	}
}
