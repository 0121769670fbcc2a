import Networks

/// What a path of forms knows of a stage under the present pattern.
struct PathStage<Form: PathForm>: Sendable {
  /// The rows' forms, where they are known.
  private(set) var rows: [Form?]
  /// What enters the columns; `nil` before it was looked up.
  var entries: Entries?
  /// Rows whose forms are being computed.
  private(set) var wanted: [Int] = []
  private var isWanted: [Bool]

  /// What enters the columns of a stage: for each the row of an earlier stage and a factor, 0 for zero. A coordinate of the plane has entered.
  struct Entries {
    var operands: [(stage: Int32, row: Int32, slope: Double)]
    let open: OpenColumns
    var forms: Form.Columns
    /// For each column whether its form has entered or is being computed, and how many are left.
    var isTaken: [Bool]
    var leftCount: Int
    /// Columns whose forms are being computed.
    var coming: [Int] = []
  }

  init(rowCount: Int) {
    rows = [Form?](repeating: nil, count: rowCount)
    isWanted = [Bool](repeating: false, count: rowCount)
  }

  mutating func forget() {
    for row in rows.indices { rows[row] = nil }
    entries = nil
  }

  /// Asks for a row's form unless it is known.
  mutating func want(_ row: Int) {
    if isWanted[row] || rows[row] != nil { return }
    isWanted[row] = true
    wanted.append(row)
  }

  /// Computes the forms of the rows that are wanted, once all that enters them has.
  mutating func compute(_ map: AffineMap) {
    guard let entries else { return }
    for (row, form) in zip(wanted, entries.forms.rows(wanted, of: map, open: entries.open)) {
      rows[row] = form
      isWanted[row] = false
    }
    wanted.removeAll(keepingCapacity: true)
  }
}

extension FormPath {
  /// A row's form. The rows of earlier stages that it needs are found stage by stage and then computed, all of a stage at once.
  mutating func form(_ stage: Int, _ row: Int) -> Form {
    if let known = stages[stage].rows[row] { return known }
    stages[stage].want(row)
    for later in (0...stage).reversed() where !stages[later].wanted.isEmpty { wantEntries(of: later) }
    for later in 0...stage where !stages[later].wanted.isEmpty {
      enterForms(into: later)
      stages[later].compute(network.network.stages[later].map)
    }
    filledStages = max(filledStages, stage + 1)
    return stages[stage].rows[row] ?? .zero
  }

  /// Asks for the rows of earlier stages that enter the wanted rows of a stage.
  private mutating func wantEntries(of stage: Int) {
    var entries = stages[stage].entries ?? entries(of: stage)
    stages[stage].entries = nil
    let map = network.network.stages[stage].map
    for row in stages[stage].wanted where entries.leftCount > 0 {
      for term in map.rowStarts[row]..<map.rowStarts[row + 1] {
        let column = Int(map.columns[term])
        if entries.isTaken[column] { continue }
        entries.isTaken[column] = true
        entries.leftCount -= 1
        entries.coming.append(column)
        stages[Int(entries.operands[column].stage)].want(Int(entries.operands[column].row))
      }
    }
    stages[stage].entries = entries
  }

  /// Lets the forms enter that `wantEntries` asked for and that are known now.
  private mutating func enterForms(into stage: Int) {
    guard var entries = stages[stage].entries, !entries.coming.isEmpty else { return }
    stages[stage].entries = nil
    for column in entries.coming {
      let operand = entries.operands[column]
      let form = stages[Int(operand.stage)].rows[Int(operand.row)] ?? .zero
      entries.forms.enter(form.scaled(bySlope: operand.slope), at: column)
    }
    entries.coming.removeAll(keepingCapacity: true)
    stages[stage].entries = entries
  }

  /// What enters the columns of a stage under the pattern, its forms still to come.
  private func entries(of stage: Int) -> PathStage<Form>.Entries {
    let count = network.stages[stage].columnCount
    var operands: [(stage: Int32, row: Int32, slope: Double)] = []
    operands.reserveCapacity(count)
    var forms = Form.Columns(count: count)
    var isTaken = [Bool](repeating: false, count: count)
    for source in network.network.stages[stage].sources {
      if source == 0 {
        for index in 0..<network.network.inputCount {
          isTaken[operands.count] = true
          forms.enter(.coordinate(index), at: operands.count)
          operands.append((stage: -1, row: Int32(index), slope: 1))
        }
      } else {
        for index in 0..<network.stages[source - 1].valueCount {
          let operand = operand(source - 1, index)
          isTaken[operands.count] = operand.slope == 0
          operands.append((stage: Int32(source - 1), row: operand.row, slope: operand.slope))
        }
      }
    }
    let open = OpenColumns(operands.map { $0.slope != 0 })
    return PathStage<Form>.Entries(
      operands: operands, open: open, forms: forms, isTaken: isTaken, leftCount: isTaken.count { !$0 })
  }
}
