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
        OutputFolder.removeUnfinished()
        // The signal's own end of the process, so that shells see what happened.
        signal(number, SIG_DFL)
        kill(getpid(), number)
      }
      source.resume()
      return source
    }
  }
}
