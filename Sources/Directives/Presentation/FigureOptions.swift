/// The presentation options that every directive with a figure has.
enum FigureOptions {
  static let declarations: [OptionDeclaration] = [
    .optional("caption", .markdown, .presentation, help: "Text under the figure; may hold values."),
    .optional(
      "alt", .markdown, .presentation, help: "What the figure shows, for readers who can't see it; composed of the values if not given."),
    .optional(
      "width",
      .choice([
        ("text", "as wide as the text"), ("middle", "a little wider"), ("page", "as wide as the page"), ("screen", "as wide as the window"),
      ]),
      .presentation, default: .text("text"), help: "How much room the figure takes."),
  ]

  /// The width of the canvas in CSS pixels.
  static func canvasWidth(_ options: Options) -> Double {
    switch options.text("width") {
    case "middle": 860
    case "page": 1040
    case "screen": 1180
    default: 704
    }
  }
}
