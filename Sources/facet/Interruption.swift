import Dispatch
import Foundation
import Site

/// Ends the program on SIGINT and SIGTERM after removing what is half written.
enum Interruption {
  /// Watches for the signals until the process ends.
  static func watch() -> [any DispatchSourceSignal] {
    let queue = DispatchQueue(label: "interruption")
    return [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        // The exit code that shells use for the signal. Nothing else may run any more, so nothing is flushed or torn down.
        OutputFolder.removeUnfinished { _exit(128 + number) }
      }
      source.resume()
      return source
    }
  }
}
