package workshop.reliability;

import workshop.echo.SendWindow;
import workshop.echo.Sender;
import workshop.echo.SillyWindow;
import workshop.echo.StreamOptions;

/** Decides how much new text goes into the next segment. */
final class NewText {
  /**
   * The next segment.
   *
   * @param count how many bytes of text; 0 if there is only a FIN
   */
  record Next(int count, boolean fin) {}

  private final StreamOptions options;
  private final SendBuffer buffer;
  private final SendWindow window;
  private final RetransmissionQueue queue;
  private final CongestionWindow congestion;
  private final FastRecovery recovery;

  NewText(SenderParts parts) {
    options = parts.options;
    buffer = parts.buffer;
    window = parts.window;
    queue = parts.queue;
    congestion = parts.congestion;
    recovery = parts.recovery;
  }

  /**
   * The next segment that the peer and the network have room for, if it is worth sending. If the
   * link cuts segments, it may be larger than one on the wire.
   *
   * @param mostText what fits into a segment, in bytes
   * @return null if there is none
   */
  Next next(int mostText, Sender.Output output) {
    int unsent = buffer.unsent();
    int available = Math.min(unsent, Math.min(usable(), room()));
    boolean smallEnd = available == unsent && (buffer.isFinWaiting() || !options.nagle());
    int count = output.textAtOnce(available, mostText, smallEnd);
    // A FIN takes up a number, and so needs room in the window, like a byte.
    boolean fin = buffer.isFinWaiting() && count == unsent && count < usable();
    boolean mayBeSmall = queue.isEmpty() || !options.nagle();
    boolean worth =
        SillyWindow.isWorthSending(
            Math.min(count, mostText), unsent, mostText, mayBeSmall, window.largest());
    return fin || worth ? new Next(count, fin) : null;
  }

  /** The next segment in any case: at least a byte, or a FIN; null if nothing is unsent. */
  Next nextInAnyCase(int mostText) {
    int unsent = buffer.unsent();
    int fits = Math.min(Math.min(unsent, mostText), Math.min(usable(), room()));
    int count = Math.max(fits, Math.min(1, unsent));
    boolean fin = buffer.isFinWaiting() && count == unsent;
    return fin || count > 0 ? new Next(count, fin) : null;
  }

  /** What the peer has room for. */
  private int usable() {
    return window.size() - buffer.sent();
  }

  /** What the network has room for. */
  private int room() {
    return congestion.size() + recovery.limitedTransmit() - queue.inFlight();
  }
}
