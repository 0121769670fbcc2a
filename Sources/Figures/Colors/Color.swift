import Foundation

/// An opaque colour in sRGB, each channel from 0 to 1.
package struct Color: Sendable, Hashable {
  package let red: Double
  package let green: Double
  package let blue: Double

  /// Channels outside 0…1 are clipped.
  package init(red: Double, green: Double, blue: Double) {
    self.red = min(max(red, 0), 1)
    self.green = min(max(green, 0), 1)
    self.blue = min(max(blue, 0), 1)
  }

  /// From 24 bits, as in `0x0072B2`.
  package init(_ rgb: UInt32) {
    self.init(red: Double(rgb >> 16 & 255) / 255, green: Double(rgb >> 8 & 255) / 255, blue: Double(rgb & 255) / 255)
  }

  /// From lightness, chroma and hue (in turns) of OKLCH (Björn Ottosson, "A perceptual color space for image processing", 2020).
  package init(lightness: Double, chroma: Double, hue: Double) {
    let (a, b) = (chroma * cos(2 * .pi * hue), chroma * sin(2 * .pi * hue))
    let l = lightness + 0.3963377774 * a + 0.2158037573 * b
    let m = lightness - 0.1055613458 * a - 0.0638541728 * b
    let s = lightness - 0.0894841775 * a - 1.2914855480 * b
    let (l3, m3, s3) = (l * l * l, m * m * m, s * s * s)
    self.init(
      red: Color.gammaEncoded(4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3),
      green: Color.gammaEncoded(-1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3),
      blue: Color.gammaEncoded(-0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3))
  }

  /// `#rrggbb`.
  package var hexadecimal: String {
    func pair(_ channel: Double) -> String {
      let text = String(Int((channel * 255).rounded()), radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    return "#" + pair(red) + pair(green) + pair(blue)
  }

  /// The colour between this and another, mixed channel by channel; `fraction` from 0 (this) to 1.
  package func mixed(with other: Color, fraction: Double) -> Color {
    Color(
      red: red + (other.red - red) * fraction, green: green + (other.green - green) * fraction,
      blue: blue + (other.blue - blue) * fraction)
  }

  /// The linear light of a channel (IEC 61966-2-1).
  static func linear(_ channel: Double) -> Double {
    channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
  }

  /// The channel of linear light; the inverse of `linear`.
  static func gammaEncoded(_ light: Double) -> Double {
    light <= 0.0031308 ? 12.92 * max(light, 0) : 1.055 * pow(min(light, 1), 1 / 2.4) - 0.055
  }
}
