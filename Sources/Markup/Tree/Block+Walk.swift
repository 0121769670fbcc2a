extension [Block] {
  /// All blocks in the order of the text, those inside quotes, lists and containers included.
  package var flattened: [Block] {
    flatMap { block -> [Block] in
      switch block.kind {
      case .quote(let inner): [block] + inner.flattened
      case .list(let list): [block] + list.items.flatMap(\.flattened)
      case .container(let container): [block] + container.blocks.flattened
      default: [block]
      }
    }
  }
}

extension Block {
  /// The inlines that stand in the block itself, not in blocks within it.
  package var inlines: [Inline] {
    switch kind {
    case .paragraph(let inlines), .heading(_, let inlines, _): inlines
    case .table(let table): (table.header + table.rows.flatMap { $0 }).flatMap { $0 }
    case .definitions(let definitions): definitions.flatMap { $0.term + $0.meanings.flatMap { $0 } }
    case .container(let container): container.options.flatMap(\.inlines)
    default: []
    }
  }
}

extension [Inline] {
  /// All inlines in the order of the text, those inside emphasis, links and images included.
  package var flattened: [Inline] {
    flatMap { inline -> [Inline] in
      switch inline.kind {
      case .emphasis(let inner), .strong(let inner), .deleted(let inner), .link(_, _, let inner), .image(_, _, let inner):
        [inline] + inner.flattened
      default: [inline]
      }
    }
  }
}
