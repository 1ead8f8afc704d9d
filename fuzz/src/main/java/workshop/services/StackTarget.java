package workshop.services;

import static workshop.fuzz.Parsing.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import workshop.echo.Echo;
import workshop.ethernet.Addresses;
import workshop.fuzz.Bytes;
import workshop.fuzz.Parsing;
import workshop.fuzz.Plain;
import workshop.reliability.Settings;
import workshop.shared.LoopClock;
import workshop.tap.MemoryLink;

/**
 * The whole stack, with frames of all kinds: none may bring it down, make it send without end, or
 * keep it from answering a ping afterwards. Of the input, the first byte of each frame says what is
 * made of the bytes that follow.
 */
public final class StackTarget {
  private static final long SECOND = 1_000_000_000;

  /** An answer of 64 KiB in fragments, and then some. */
  private static final int MOST_FRAMES_AT_ONCE = 200;

  private static final int MOST_CONNECTIONS = 1024;
  private static final byte[] QUESTION =
      "Still there?".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final MemoryLink link = MemoryLink.create(1500);
  private final LoopClock clock = new LoopClock();
  private final Peer peer = new Peer(Addresses.DEFAULTS);
  private final ServicesStack stack;
  private long now = SECOND;

  private StackTarget() {
    stack =
        ServicesStack.create(
            link,
            Addresses.DEFAULTS,
            Settings.DEFAULTS,
            clock,
            () -> 0,
            new byte[16],
            new ServicesObserver() {});
    stack.tcp().listen(8080, Echo::new);
    stack.udp().listen(7, new UdpEcho(stack.udp()));
  }

  public static void fuzzerTestOneInput(byte[] data) {
    StackTarget target = new StackTarget();
    Bytes input = new Bytes(data);
    try {
      target.receive(target.peer.arpRequest());
      while (!input.isEmpty()) {
        target.step(input);
      }
      target.mustAnswer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void step(Bytes input) throws IOException {
    int kind = input.take();
    switch (kind % 9) {
      case 0 -> receive(bytes(input));
      case 1 -> receive(peer.ethernet(kind % 2 == 0 ? 0x0800 : 0x0806, bytes(input)));
      case 2 -> receive(peer.packet(bytes(input)));
      case 3 -> receive(peer.icmp(bytes(input)));
      case 4 -> receive(peer.udp(bytes(input)));
      case 5 -> receive(peer.tcp(bytes(input)));
      case 6 -> {
        int flagsAndOffset = input.take() % 2 * 0x2000 + input.take();
        receive(peer.ipv4(kind < 128 ? 17 : 1, input.take() % 4, flagsAndOffset, bytes(input)));
      }
      case 7 -> {
        int flags = input.take();
        int shift = (byte) input.take();
        receive(peer.next(kind / 128, flags, shift, input.take() * 256, bytes(input)));
      }
      default -> pass(input.take());
    }
    require(stack.tcp().connections().size() <= MOST_CONNECTIONS, "too many connections");
  }

  private static byte[] bytes(Bytes input) {
    return input.take(input.take() * 6);
  }

  private List<byte[]> receive(byte[] frame) throws IOException {
    stack.startOfBatch(now);
    stack.receive(Parsing.slice(frame));
    stack.endOfBatch();
    return sent();
  }

  private void pass(int seconds) throws IOException {
    now += seconds * SECOND;
    stack.startOfBatch(now);
    stack.endOfBatch();
    sent();
  }

  private List<byte[]> sent() {
    List<byte[]> frames = new ArrayList<>();
    for (ByteBuffer f = link.peer().receive(); f != null; f = link.peer().receive()) {
      byte[] frame = Plain.bytes(f.rewind());
      peer.seen(frame);
      frames.add(frame);
    }
    require(frames.size() <= MOST_FRAMES_AT_ONCE, "%d frames at once".formatted(frames.size()));
    return frames;
  }

  private void mustAnswer() throws IOException {
    receive(peer.arpRequest());
    List<byte[]> answers = receive(peer.ping(QUESTION));
    require(
        answers.stream().anyMatch(frame -> peer.isAnswer(frame, QUESTION)), "no answer to a ping");
  }
}
