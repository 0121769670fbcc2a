extension [Block] {
  /// All blocks in the order of the text, those inside quotes and lists included.
  package var flattened: [Block] {
    flatMap { block -> [Block] in
      switch block.kind {
      case .quote(let inner): [block] + inner.flattened
      case .list(let list): [block] + list.items.flatMap(\.flattened)
      default: [block]
      }
    }
  }
}

extension Block {
  /// The inlines that stand in the block itself, not in blocks within it.
  package var inlines: [Inline] {
    switch kind {
    case .paragraph(let inlines), .heading(_, let inlines): inlines
    case .table(let table): (table.header + table.rows.flatMap { $0 }).flatMap { $0 }
    default: []
    }
  }
}

extension [Inline] {
  /// All inlines in the order of the text, those inside emphasis, links and images included.
  package var flattened: [Inline] {
    flatMap { inline -> [Inline] in
      switch inline.kind {
      case .emphasis(let inner), .strong(let inner), .link(_, _, let inner), .image(_, _, let inner): [inline] + inner.flattened
      default: [inline]
      }
    }
  }
}
