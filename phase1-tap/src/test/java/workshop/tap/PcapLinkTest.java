package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Given
@Order(7)
@DisplayName("PcapLink: writes all frames to a file")
class PcapLinkTest {
  // draft-ietf-opsawg-pcap section 4: magic number for nanoseconds, version 2.4, two unused
  // fields, the largest packet (256 KiB), LINKTYPE_ETHERNET
  private static final String HEADER =
      "a1 b2 3c 4d | 00 02 | 00 04 | 00 00 00 00 | 00 00 00 00 | 00 04 00 00 | 00 00 00 01";

  private static final byte[] PING = Frames.echoRequest().payload("ping").frame(); // 46 bytes
  private static final byte[] PONG = Frames.echoReply().payload("ping").frame();

  private final RecordingLink wire = new RecordingLink();

  @TempDir Path folder;

  @Test
  @Order(1)
  @DisplayName("starts the file with its header, also over an older file")
  void startsWithHeader() throws IOException {
    Files.write(file(), new byte[1000]);
    try (PcapLink link = new PcapLink(wire, file())) {
      link.await(0);
      assertThat(Files.readAllBytes(file()), sameBytes(Hex.bytes(HEADER)));
    }
    assertThat(Files.readAllBytes(file()), sameBytes(Hex.bytes(HEADER)));
  }

  @Test
  @Order(2)
  @DisplayName("writes each frame, received or sent, as a record with time and length")
  void writesRecords() throws IOException {
    Instant before = Instant.now();
    try (PcapLink link = new PcapLink(wire, file())) {
      wire.peer.send(frame(PING));
      link.receive();
      link.send(frame(PONG));
    }
    Instant after = Instant.now();
    byte[] file = Files.readAllBytes(file());

    // Of the times we only know between which they are.
    assertTime(file, 24, before, after);
    assertTime(file, 24 + 16 + 46, before, after);
    byte[] zeros = new byte[8];
    System.arraycopy(zeros, 0, file, 24, 8);
    System.arraycopy(zeros, 0, file, 24 + 16 + 46, 8);

    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes(Hex.bytes(HEADER));
    // 46 is 0x2e: length in the file, length on the wire
    expected.writeBytes(Hex.bytes("00 00 00 00 | 00 00 00 00 | 00 00 00 2e | 00 00 00 2e"));
    expected.writeBytes(PING);
    expected.writeBytes(Hex.bytes("00 00 00 00 | 00 00 00 00 | 00 00 00 2e | 00 00 00 2e"));
    expected.writeBytes(PONG);
    assertThat(file, sameBytes(expected.toByteArray()));
  }

  @Test
  @Order(3)
  @DisplayName("all that has passed is in the file whenever the loop waits")
  void flushesBeforeWaiting() throws IOException {
    try (PcapLink link = new PcapLink(wire, file())) {
      for (int frames = 1; frames <= 300; frames++) {
        link.send(frame(PONG));
        link.await(0);
        assertThat(Files.size(file()), is(24L + frames * (16 + PONG.length)));
      }
    }
  }

  @Test
  @Order(4)
  @DisplayName("hands on frames, waiting, waking and capabilities unchanged")
  void handsOn() throws IOException {
    try (PcapLink link = new PcapLink(wire, file())) {
      wire.peer.send(frame(PING));
      assertThat(link.receive(), sameBytes(PING));
      assertThat("no frame", link.receive(), is(nullValue()));
      OutgoingFrame sent = new OutgoingFrame(1500);
      sent.message(PONG.length - 14).put(0, PONG, 14, PONG.length - 14);
      sent.prepend(14).put(0, PONG, 0, 14);
      link.send(sent);
      assertThat("left as it was", sent.bytes(), sameBytes(PONG));
      assertThat("itself, with what it asks of the link", wire.sent, is(sameInstance(sent)));
      assertThat(wire.peer.receive(), sameBytes(PONG));
      link.await(4711);
      assertThat("the wire's wait in ns", wire.timeouts, contains(4711L));
      assertThat("woken", wire.woken, is(0));
      link.wake();
      assertThat("woken", wire.woken, is(1));
      assertThat(link.mtu(), is(576));
      assertThat(link.capabilities(), is(sameInstance(wire.capabilities())));
      assertThat("checked", link.isChecked(), is(true));
      wire.checked = false;
      assertThat("checked", link.isChecked(), is(false));
    }
    assertThat("PING and PONG, nothing else", Files.size(file()), is(24L + 2 * (16 + 46)));
  }

  @Test
  @Order(5)
  @DisplayName("close: closes the other link, too")
  void closesTheOther() throws IOException {
    new PcapLink(wire, file()).close();
    assertThat("closed", wire.closed, is(true));
  }

  @Test
  @Order(6)
  @DisplayName("says so where the file cannot be made")
  void cannotBeMade() {
    Path nowhere = folder.resolve("no such folder").resolve("x.pcap");
    TapException failed = assertThrows(TapException.class, () -> new PcapLink(wire, nowhere));
    assertThat(
        failed.getMessage(), allOf(containsString(nowhere.toString()), containsString("--pcap")));
    assertThat(failed.getMessage().lines().count(), is(lessThan(3L)));
  }

  @Test
  @Order(7)
  @EnabledOnOs(OS.LINUX)
  @DisplayName("says so where the disk is full, and closes the other link all the same")
  void diskIsFull() throws IOException {
    PcapLink link = new PcapLink(wire, Path.of("/dev/full"));
    TapException failed = assertThrows(TapException.class, () -> link.await(0));
    assertThat(failed.getMessage(), allOf(containsString("/dev/full"), containsString("--pcap")));
    assertThat(failed.getMessage().lines().count(), is(lessThan(3L)));
    assertThrows(TapException.class, link::close);
    assertThat("closed", wire.closed, is(true));
  }

  private Path file() {
    return folder.resolve("x.pcap");
  }

  private static OutgoingFrame frame(byte[] bytes) {
    return OutgoingFrame.of(ByteBuffer.wrap(bytes));
  }

  private static void assertTime(byte[] file, int at, Instant before, Instant after) {
    ByteBuffer record = ByteBuffer.wrap(file);
    Instant time = Instant.ofEpochSecond(record.getInt(at), record.getInt(at + 4));
    assertThat(time, allOf(greaterThanOrEqualTo(before), lessThanOrEqualTo(after)));
  }

  /** A memory link that tells how it was waited on, woken and closed. */
  private static final class RecordingLink implements Link {
    final List<Long> timeouts = new ArrayList<>();
    int woken;
    boolean closed;

    /** The frame sent last. */
    OutgoingFrame sent;

    private final MemoryLink link = MemoryLink.create(576);
    final MemoryLink peer = link.peer();

    boolean checked = true;

    @Override
    public boolean isChecked() {
      return checked;
    }

    @Override
    public Capabilities capabilities() {
      return link.capabilities();
    }

    @Override
    public void await(long timeoutNanos) {
      timeouts.add(timeoutNanos);
    }

    @Override
    public ByteBuffer receive() {
      return link.receive();
    }

    @Override
    public void send(OutgoingFrame frame) {
      sent = frame;
      link.send(frame);
    }

    @Override
    public void wake() {
      woken++;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
