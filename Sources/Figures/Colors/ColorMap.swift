/// A map from numbers to colours, for figures that show an order or a sign.
package enum ColorMap: String, Sendable, CaseIterable {
  /// Perceptually uniform, dark blue to yellow (Smith and van der Walt, 2015).
  case viridis
  /// The same for readers with colour vision deficiency (Nuñez, Anderton and Renslow, 2018).
  case cividis
  /// Blue through white to red, for signed values (the scheme RdBu of ColorBrewer, Brewer 2003).
  case diverging
  /// Black to white, for brightness.
  case gray

  /// The colour at a fraction from 0 to 1; fractions outside are clipped, and so is what is not a number.
  package func color(at fraction: Double) -> Color {
    let stops = stops
    let position = fraction.isNaN ? 0 : min(max(fraction, 0), 1) * Double(stops.count - 1)
    let index = min(Int(position), stops.count - 2)
    return stops[index].mixed(with: stops[index + 1], fraction: position - Double(index))
  }

  private var stops: [Color] {
    switch self {
    case .viridis: Self.viridisStops
    case .cividis: Self.cividisStops
    case .diverging: Self.divergingStops
    case .gray: Self.grayStops
    }
  }

  private static let viridisStops = [
    0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725,
  ].map { Color($0) }
  private static let cividisStops = [
    0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173, 0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55, 0xFEE838,
  ].map { Color($0) }
  private static let divergingStops = [0x2166AC, 0x67A9CF, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xEF8A62, 0xB2182B].map { Color($0) }
  private static let grayStops = [0x000000, 0xFFFFFF].map { Color($0) }
}

/// Colours for things without an order.
package enum CategoricalColors {
  /// The eight colours of Okabe and Ito ("Color Universal Design", 2008), black last; numbers beyond them start again.
  package static func okabeIto(_ index: Int) -> Color {
    let colors: [UInt32] = [0x0072B2, 0xE69F00, 0x009E73, 0xD55E00, 0xCC79A7, 0x56B4E9, 0xF0E442, 0x000000]
    return Color(colors[index % colors.count])
  }

  /// A colour for each of ten classes: those of Okabe and Ito with a grey for black, then a wine red and an olive; beyond ten they start
  /// again.
  package static func classes(_ index: Int) -> Color {
    switch index % 10 {
    case 7: Color(0x6E6E6E)
    case 8: Color(0x882255)
    case 9: Color(0x8A8A2A)
    default: okabeIto(index % 10)
    }
  }

  /// The same, pale: for areas that lines, marks and text stand on.
  package static func paleClass(_ index: Int) -> Color { classes(index).mixed(with: Color(0xFFFFFF), fraction: 0.5) }

  /// The hue of a fraction from 0 to 1, at the lightness and chroma of `goldenAngle`.
  package static func hue(_ fraction: Double) -> Color { Color(lightness: 0.80, chroma: 0.085, hue: fraction) }

  /// The n-th of endlessly many hues at one lightness and chroma, each a golden angle from the last, so that neighbours in the
  /// order differ and none shouts.
  package static func goldenAngle(_ index: Int) -> Color {
    hue((Double(index) * 0.6180339887498949).truncatingRemainder(dividingBy: 1))
  }
}
