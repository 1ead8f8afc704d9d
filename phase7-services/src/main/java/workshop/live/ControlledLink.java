package workshop.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.echo.ConnectionId;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;

/**
 * A wire that the live page controls. It shows its frames, loses some, and holds others until they
 * may go. While no page is open, and for the page's own connections, it only passes frames on.
 */
final class ControlledLink implements Link {
  /** How many frames in a row may be lost or held before the caller has its turn again. */
  private static final int MOST_AT_ONCE = 256;

  private final Link link;
  private final Audience audience;
  private final LiveEvents events;
  private final WireControl control;
  private final HeldFrames held;
  private final FrameView view = new FrameView();

  /** Whether the link has checked the frame that was received last. */
  private boolean checked;

  /** A wire that carries what another link carries. */
  ControlledLink(
      Link link, Audience audience, LiveEvents events, WireControl control, HeldFrames held) {
    this.link = link;
    this.audience = audience;
    this.events = events;
    this.control = control;
    this.held = held;
  }

  @Override
  public Capabilities capabilities() {
    return link.capabilities();
  }

  @Override
  public boolean isChecked() {
    return checked;
  }

  @Override
  public void wake() {
    link.wake();
  }

  @Override
  public void await(long timeoutNanos) throws IOException {
    sendWhatIsFree();
    link.await(held.hasIncoming() ? 0 : timeoutNanos);
  }

  @Override
  public ByteBuffer receive() throws IOException {
    events.takesIn(null);
    HeldFrames.Held free = held.pollIncoming();
    if (free != null) {
      events.fares(free.seen(), SeenFrame.Fate.PASSED, "let go");
      events.takesIn(free.seen());
      checked = free.checked();
      return free.frame().bytes();
    }
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      ByteBuffer frame = link.receive();
      checked = link.isChecked();
      if (frame == null || !isWatched(frame, true) || passes(frame, null)) {
        return frame;
      }
    }
    return null;
  }

  @Override
  public void send(OutgoingFrame frame) throws IOException {
    if (!isWatched(frame.bytes(), false) || passes(frame.bytes(), frame)) {
      link.send(frame);
    }
  }

  /** Looks at the frame; returns whether it is shown, and may be lost or held. */
  private boolean isWatched(ByteBuffer frame, boolean incoming) {
    if (!audience.isWatched()) {
      return false;
    }
    view.look(frame);
    return !events.isOwn(view.localPort(incoming));
  }

  /**
   * Shows the frame. Then it passes the frame on, loses it, or holds it.
   *
   * @param frame the one that {@link #view} looks at
   * @param outgoing the same, if it goes out; null if it comes in
   */
  private boolean passes(ByteBuffer frame, OutgoingFrame outgoing) {
    boolean incoming = outgoing == null;
    ConnectionId id = view.connection(incoming);
    WireControl.Verdict verdict = control.judge(view, id, incoming);
    SeenFrame seen = events.frame(view, id, frame, incoming);
    switch (verdict) {
      case LOSE -> seen.fares(SeenFrame.Fate.LOST, "on the wire");
      case HOLD -> {
        if (held.hasRoom()) {
          if (view.isFirst()) {
            events.expects(id);
          }
          held.keep(seen, incoming ? OutgoingFrame.of(frame) : outgoing.copy(), checked);
          seen.fares(SeenFrame.Fate.HELD, "");
        } else {
          seen.fares(SeenFrame.Fate.LOST, "because too many frames are held already");
        }
      }
      case PASS -> {
        if (incoming) {
          events.takesIn(seen);
        }
        return true;
      }
    }
    return false;
  }

  private void sendWhatIsFree() throws IOException {
    for (HeldFrames.Held free = held.pollOutgoing(); free != null; free = held.pollOutgoing()) {
      events.fares(free.seen(), SeenFrame.Fate.PASSED, "let go");
      link.send(free.frame());
    }
  }

  /** Frames that are held get lost. */
  @Override
  public void close() throws IOException {
    link.close();
  }
}
