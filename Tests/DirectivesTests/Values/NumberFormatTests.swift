import Directives
import Testing

@Suite struct NumberFormatTests {
  @Test("numbers are grouped from five digits on, and small ones are written with a power of ten")
  func formats() {
    #expect(NumberFormat.grouped(9707) == "9707")
    #expect(NumberFormat.grouped(134_327) == "134,327")
    #expect(NumberFormat.grouped(-1_000_000) == "−1,000,000")
    #expect(NumberFormat.grouped(.min) == "−9,223,372,036,854,775,808")
    #expect(NumberFormat.readable(0.601_497_46) == "0.6015")
    #expect(NumberFormat.readable(2.373e-7) == "2.37 × 10⁻⁷")
    #expect(NumberFormat.readable(0) == "0")
    #expect(NumberFormat.percent(0.0601, places: 1) == "6.0%")
    #expect(NumberFormat.scientific(9.999, places: 2) == "1.00 × 10¹")
    #expect(NumberFormat.plain(4) == "4")
  }
}
