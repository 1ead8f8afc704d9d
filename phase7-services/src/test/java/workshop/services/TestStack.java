package workshop.services;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import workshop.ethernet.Addresses;
import workshop.reliability.Settings;
import workshop.shared.DropReason;
import workshop.shared.LoopClock;
import workshop.tap.MemoryLink;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.Ipv4Builder;

/** The whole stack of this phase on a link in memory; the kernel is known to it. */
final class TestStack implements ServicesObserver {
  /** A quarter past noon, in milliseconds since midnight. */
  static final int START = 44_100_000;

  final List<DropReason> drops = new ArrayList<>();
  final ServicesStack stack;
  private final MemoryLink link = MemoryLink.create(1500);
  private final LoopClock clock = new LoopClock();
  private long now = 1_000_000_000;

  TestStack() throws IOException {
    stack =
        ServicesStack.create(
            link, Addresses.DEFAULTS, Settings.DEFAULTS, clock, () -> START, new byte[16], this);
    stack.udp().listen(7, new UdpEcho(stack.udp()));
    stack.startOfBatch(now);
    stack.receive(ByteBuffer.wrap(Frames.arpRequest().frame()));
    link.peer().receive();
  }

  @Override
  public void dropped(DropReason reason, ByteBuffer bytes) {
    drops.add(reason);
  }

  /** The kernel's packet arrives. */
  void receive(Ipv4Builder packet) throws IOException {
    stack.receive(Udp.direct(packet.frame()).position(0));
  }

  /** A datagram of the kernel's arrives. */
  void receive(int from, int to, byte[] data) throws IOException {
    receive(Frames.ipv4().protocol(17).payload(Udp.toStack(from, to, data)));
  }

  /** A packet of the kernel's arrives in fragments of this size. */
  void receiveInFragments(int protocol, int identification, byte[] payload, int size)
      throws IOException {
    for (int at = 0; at < payload.length; at += size) {
      int end = Math.min(payload.length, at + size);
      receive(
          fragment(protocol, identification, at, end < payload.length)
              .payload(Arrays.copyOfRange(payload, at, end)));
    }
  }

  /** One fragment of the kernel's, still without payload. */
  static Ipv4Builder fragment(int protocol, int identification, int offset, boolean more) {
    Ipv4Builder fragment =
        Frames.ipv4().protocol(protocol).identification(identification).fragmentOffset(offset);
    return more ? fragment.moreFragments() : fragment;
  }

  /** So many seconds go by; returns when the stack wants to be called again. */
  long pass(long seconds) throws IOException {
    now += seconds * 1_000_000_000;
    stack.startOfBatch(now);
    return stack.endOfBatch();
  }

  long now() {
    return now;
  }

  /** The IPv4 packets that were sent since the last time. */
  List<byte[]> sent() {
    List<byte[]> packets = new ArrayList<>();
    for (ByteBuffer f = link.peer().receive(); f != null; f = link.peer().receive()) {
      byte[] frame = Hex.bytes(f);
      packets.add(Arrays.copyOfRange(frame, 14, frame.length));
    }
    return packets;
  }
}
