package workshop.reliability;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.LongSupplier;
import workshop.ethernet.EtherType;
import workshop.ethernet.EthernetFrame;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;

/**
 * A wire that fails, in both directions: it loses, reorders, doubles, delays, truncates and
 * corrupts what another link carries, as its {@link Faults} say.
 *
 * <p>A frame that is reordered is held back until two to four frames behind it have passed it, for
 * 10 ms at most. A frame that is truncated ends anywhere after the Ethernet header. In a corrupted
 * frame, one bit after the Ethernet header is wrong. It is only one, because every Internet
 * checksum finds that; two wrong bits may cancel each other out. The faults of a frame depend only
 * on the seed and on its number in its direction.
 *
 * <p>All this happens to IPv4 only. Neither ARP nor the Ethernet header has a checksum: on a real
 * wire the frame check sequence guards them. And a lost ARP answer would teach nothing here.
 */
public final class FailingLink implements Link {
  /** After this many lost or delayed frames in a row, the caller gets its turn again. */
  private static final int MOST_AT_ONCE = 256;

  private final Link link;
  private final LongSupplier clock;
  private final boolean failing;
  private final FailingDirection incoming;
  private final FailingDirection outgoing;

  /**
   * A wire that fails.
   *
   * @param link what carries the frames
   * @param clock the time, in nanoseconds
   */
  public FailingLink(Link link, Faults faults, LongSupplier clock) {
    this.link = link;
    this.clock = clock;
    failing = !faults.isNone();
    Random seeds = new Random(faults.seed());
    incoming = new FailingDirection(faults, new Random(seeds.nextLong()));
    outgoing = new FailingDirection(faults, new Random(seeds.nextLong()));
  }

  /** The count of faults among the frames that come in. */
  public FaultCount received() {
    return incoming.count();
  }

  /** The count of faults among the frames that go out. */
  public FaultCount sent() {
    return outgoing.count();
  }

  @Override
  public Capabilities capabilities() {
    return link.capabilities();
  }

  @Override
  public boolean isChecked() {
    return link.isChecked();
  }

  @Override
  public void wake() {
    link.wake();
  }

  /** Waits, but only until a frame on its way is due, in either direction. */
  @Override
  public void await(long timeoutNanos) throws IOException {
    long now = clock.getAsLong();
    long untilDue = Math.min(incoming.untilDue(now), outgoing.untilDue(now));
    link.await(Math.min(timeoutNanos, untilDue));
    sendWhatIsDue();
  }

  @Override
  public ByteBuffer receive() throws IOException {
    if (!failing) {
      return link.receive();
    }
    sendWhatIsDue();
    ByteBuffer due = incoming.poll(clock.getAsLong());
    for (int i = 0; due == null && i < MOST_AT_ONCE; i++) {
      ByteBuffer frame = link.receive();
      if (frame == null || !isIpv4(frame)) {
        return frame;
      }
      long now = clock.getAsLong();
      incoming.put(frame, now);
      due = incoming.poll(now);
    }
    return due;
  }

  @Override
  public void send(OutgoingFrame frame) throws IOException {
    if (failing && isIpv4(frame.bytes())) {
      outgoing.put(frame.bytes(), clock.getAsLong());
    } else {
      link.send(frame);
    }
    sendWhatIsDue();
  }

  private void sendWhatIsDue() throws IOException {
    long now = clock.getAsLong();
    for (ByteBuffer due = outgoing.poll(now); due != null; due = outgoing.poll(now)) {
      link.send(OutgoingFrame.of(due));
    }
  }

  private static boolean isIpv4(ByteBuffer frame) {
    return frame.remaining() >= EthernetFrame.HEADER_SIZE
        && frame.getShort(frame.position() + EthernetFrame.ETHER_TYPE) == EtherType.IPV4;
  }

  /** Frames that are still on their way are lost. */
  @Override
  public void close() throws IOException {
    link.close();
  }
}
