extension SVGWriter {
  /// Rules for an SVG file that stands alone; on a page the theme gives them.
  package static let standaloneStyle = """
    svg { font: 13px system-ui, sans-serif; color: #1b2023; background: #fcfdfc; --halo: #fcfdfc }
    @media (prefers-color-scheme: dark) { svg { color: #dfe3e1; background: #121517; --halo: #121517 } }
    text { fill: currentColor }
    .frame, .tick-line { fill: none; stroke: currentColor; stroke-width: 1 }
    .cell-edge { fill: none; stroke: #fff; stroke-opacity: .7; stroke-width: .6 }
    .boundary-halo { fill: none; stroke: var(--halo); stroke-width: 5 }
    .boundary { fill: none; stroke: currentColor; stroke-width: 2.2 }
    .cut { fill: none }
    .inset-frame { fill: none; stroke: currentColor; stroke-width: 1.25 }
    .inset-halo { fill: none; stroke: var(--halo); stroke-width: 3.5 }
    .inset-line { fill: none; stroke: currentColor; stroke-width: 1; stroke-dasharray: 4 2 }
    .slice-point { fill: #14181a; stroke: #fff; stroke-width: 2 }
    .slice-letter, .class-name { font-weight: 650; fill: #14181a; paint-order: stroke; stroke: #fff; stroke-width: 3.5; stroke-linejoin: round }
    .class-name { font-size: 18px; stroke-opacity: .55 }
    .inset-title { font-weight: 650; paint-order: stroke; stroke: var(--halo); stroke-width: 4; stroke-linejoin: round }
    .inset-line-halo { fill: none; stroke: var(--halo); stroke-width: 2.5; stroke-opacity: .6 }
    .pixels { shape-rendering: crispEdges }
    .point { stroke: var(--halo); stroke-width: .8 }
    .matrix-area { fill: none; stroke: currentColor; stroke-opacity: .5 }
    .matrix-entry { fill: #0072b2 } .matrix-entry-scaled { fill: #d55e00 }
    .segment { fill: none; stroke-width: 1.4; stroke-linejoin: round } .segment-heavy { stroke-width: 2.6 }
    .segment-naive { stroke: #d55e00; stroke-dasharray: 6 4 } .segment-aligned { stroke: #0072b2 }
    .segment-naive-mark { fill: #d55e00 } .segment-aligned-mark { fill: #0072b2 }
    .matrix-missing { fill: none; stroke: #888; stroke-dasharray: 2 3 }

    """
}
