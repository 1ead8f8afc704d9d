package workshop.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import workshop.http.Body;
import workshop.shared.LoopClock;

/**
 * Sends one page its news, as server-sent events (HTML Living Standard, section 9.2). It makes a
 * message only when the page's connection has room for it. So a page that reads slowly gets fewer
 * messages, and needs no more memory.
 */
final class LiveStream implements Body, Audience.Spectator {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final LoopClock clock;
  private final Audience audience;
  private final LiveEvents events;
  private final LiveMessage message;
  private final int ownPort;
  private Runnable wake = () -> {};
  private ByteBuffer pending = NOTHING;
  private boolean due = true;

  LiveStream(
      LoopClock clock, Audience audience, LiveEvents events, LiveMessage message, int ownPort) {
    this.clock = clock;
    this.audience = audience;
    this.events = events;
    this.message = message;
    this.ownPort = ownPort;
  }

  @Override
  public long length() {
    return UNKNOWN;
  }

  @Override
  public void opened(Runnable wake) {
    this.wake = wake;
    look();
  }

  private void look() {
    boolean first = !audience.isWatched();
    audience.seen(this);
    if (first) {
      events.begin();
    }
  }

  @Override
  public void wake() {
    due = true;
    wake.run();
  }

  @Override
  public boolean read(ByteBuffer target) {
    if (!pending.hasRemaining() && due) {
      due = false;
      look();
      String text = "data: " + message.next(clock.now(), ownPort) + "\n\n";
      pending = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
    int count = Math.min(target.remaining(), pending.remaining());
    target.put(pending.slice(pending.position(), count));
    pending.position(pending.position() + count);
    return true;
  }

  @Override
  public void closed() {
    audience.gone(this);
  }
}
