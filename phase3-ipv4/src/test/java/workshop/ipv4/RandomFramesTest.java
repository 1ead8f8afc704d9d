package workshop.ipv4;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static workshop.testkit.SameBytes.sameFrame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import workshop.ethernet.Addresses;
import workshop.shared.LoopClock;
import workshop.tap.MemoryLink;
import workshop.testkit.ArpFields;
import workshop.testkit.EthernetFields;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.Ipv4Fields;

/** Whatever the wire brings: the stack lives on, and says what it has done with it. */
@Order(10)
@Exercise("3.7")
@DisplayName("Any bytes at all")
class RandomFramesTest {
  private static final int FRAMES = 1000;

  private static final byte[][] VALID = {
    Frames.arpRequest().frame(),
    Frames.arpRequest().paddedFrame(),
    Frames.arpReply()
        .sender(Frames.KERNEL_MAC, Frames.KERNEL_IP)
        .target(Frames.STACK_MAC, Frames.STACK_IP)
        .frame(),
    Frames.echoRequest().frame(),
    Frames.echoRequest().payload("hello, stack").paddedFrame(),
    Frames.echoRequest().payload(new byte[1472]).frame(),
    Frames.echoRequest().payload("odd").ip(ip -> ip.options(Hex.bytes("94 04 00 00"))).frame(),
    Frames.echoReply().from(Frames.KERNEL_IP).to(Frames.STACK_IP).payload("hello").frame(),
    Frames.echoRequest().payload(new byte[64]).ip(ip -> ip.moreFragments()).frame(),
    Frames.ipv4().protocol(1).fragmentOffset(8).payload(new byte[64]).frame(),
    Frames.ipv4().protocol(1).payload(Hex.bytes("08 00 f7 ff")).frame(), // too short for ICMP
    Frames.tcp().flags("SYN").mss(1460).frame(),
  };

  private final MemoryLink link = MemoryLink.create(1500);
  private final RecordingObserver observer = new RecordingObserver();
  private Random random;
  private long now;

  @RepeatedTest(value = 10, name = "seed {currentRepetition}")
  @Order(1)
  @DisplayName("random bytes")
  void randomBytes(RepetitionInfo repetition) throws IOException {
    run(repetition, this::randomFrame);
  }

  @RepeatedTest(value = 20, name = "seed {currentRepetition}")
  @Order(2)
  @DisplayName("frames of which a little is wrong")
  void mutations(RepetitionInfo repetition) throws IOException {
    run(repetition, this::mutatedFrame);
  }

  private interface Source {
    byte[] next();
  }

  private void run(RepetitionInfo repetition, Source source) throws IOException {
    long seed = repetition.getCurrentRepetition();
    random = new Random(seed);
    Stack stack = Stack.create(link, Addresses.DEFAULTS, new LoopClock(), observer);
    for (int i = 0; i < FRAMES; i++) {
      byte[] frame = source.next();
      now += random.nextInt(300_000_000);
      try {
        receive(stack, frame);
      } catch (RuntimeException | AssertionError e) {
        String what = "seed %d, frame %d: %s%n%s";
        throw new AssertionError(what.formatted(seed, i, e.getMessage(), Hex.dump(frame)), e);
      }
    }
    assertAlive(stack, seed);
  }

  private void receive(Stack stack, byte[] frame) throws IOException {
    observer.reasons.clear();
    observer.dropped.clear();
    observer.received.clear();
    stack.ethernet().startOfBatch(now);
    stack.ethernet().receive(ByteBuffer.wrap(frame));
    List<byte[]> answers = sent();
    answers.forEach(RandomFramesTest::assertIsOurs);
    assertThat("answers", answers.size(), is(lessThanOrEqualTo(2)));
    if (!asksNothing(frame)) {
      assertThat(
          "answers and drops: at least one",
          answers.size() + observer.reasons.size(),
          is(greaterThan(0)));
    }
  }

  /** Any length; and often with a header that brings it past the first check. */
  private byte[] randomFrame() {
    byte[] frame = new byte[random.nextInt(4) == 0 ? random.nextInt(1515) : random.nextInt(100)];
    random.nextBytes(frame);
    byte[] header = VALID[random.nextInt(VALID.length)];
    int right = random.nextInt(3) * 14;
    System.arraycopy(header, 0, frame, 0, Math.min(right, frame.length));
    return frame;
  }

  private byte[] mutatedFrame() {
    byte[] frame = VALID[random.nextInt(VALID.length)].clone();
    for (int mutations = random.nextInt(4); mutations > 0 && frame.length > 0; mutations--) {
      int at = random.nextInt(Math.min(frame.length, random.nextBoolean() ? 50 : 1514));
      switch (random.nextInt(5)) {
        case 0 -> frame[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> frame[at] = (byte) random.nextInt(256);
        case 2 -> frame[at] = (byte) (random.nextBoolean() ? 0x00 : 0xFF);
        case 3 -> frame = Arrays.copyOf(frame, random.nextInt(frame.length + 1));
        default -> frame = Arrays.copyOf(frame, frame.length + random.nextInt(20));
      }
    }
    if (random.nextBoolean()) {
      mendChecksums(frame);
    }
    return frame;
  }

  /** So that what is wrong gets past the checksums, and deeper into the stack. */
  private static void mendChecksums(byte[] frame) {
    if (frame.length < 34 || frame[12] != 8 || frame[13] != 0) {
      return;
    }
    int headerLength = (frame[14] & 0xF) * 4;
    int end = 14 + ((frame[16] & 0xFF) << 8 | frame[17] & 0xFF);
    if (headerLength < 20 || 14 + headerLength > frame.length) {
      return;
    }
    mend(frame, 14, 14 + headerLength, 10);
    if (frame[23] == 1 && end <= frame.length && end >= 14 + headerLength + 4) {
      mend(frame, 14 + headerLength, end, 2);
    }
  }

  private static void mend(byte[] frame, int from, int to, int field) {
    byte[] part = Arrays.copyOfRange(frame, from, to);
    part[field] = part[field + 1] = 0;
    int checksum = Frames.checksum(part);
    frame[from + field] = (byte) (checksum >>> 8);
    frame[from + field + 1] = (byte) checksum;
  }

  /** A proper ARP message that is not a question for us needs neither an answer nor a reason. */
  private static boolean asksNothing(byte[] frame) {
    try {
      return Frames.read(frame).payload() instanceof ArpFields arp
          && (arp.operation() == 2
              || arp.operation() == 1 && !arp.targetIp().equals(Frames.STACK_IP));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What we send must hold together, whatever came in. */
  private static void assertIsOurs(byte[] answer) {
    EthernetFields frame = Frames.read(answer);
    assertThat("our answer's source", frame.source(), is(Frames.STACK_MAC));
    if (frame.payload() instanceof Ipv4Fields ip) {
      assertThat("our answer's source", ip.source(), is(Frames.STACK_IP));
      assertThat("our answer's IPv4 checksum", ip.checksumOk(), is(true));
      assertThat("our answer's ICMP checksum", ip.icmp().checksumOk(), is(true));
      assertThat("our answer's type", ip.icmp().type(), is(0));
    } else {
      assertThat("our answer's address", frame.arp().senderIp(), is(Frames.STACK_IP));
    }
  }

  private void assertAlive(Stack stack, long seed) throws IOException {
    stack.ethernet().receive(ByteBuffer.wrap(Frames.arpRequest().frame()));
    sent();
    stack.ethernet().receive(ByteBuffer.wrap(Frames.echoRequest().payload("alive?").frame()));
    byte[] reply =
        Frames.echoReply().payload("alive?").ip(ip -> ip.identification(0).dontFragment()).frame();
    assertThat(
        "seed " + seed + ": a ping after all these frames", sent(), contains(sameFrame(reply)));
  }

  private List<byte[]> sent() {
    List<byte[]> frames = new ArrayList<>();
    for (ByteBuffer f = link.peer().receive(); f != null; f = link.peer().receive()) {
      frames.add(Hex.bytes(f));
    }
    return frames;
  }
}
