package workshop.sockets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import workshop.testkit.Exercise;

@Order(10)
@Exercise("7.10")
@DisplayName("BytePipe: a caller that waits")
class BytePipeTest {
  /** For a caller with time; no wait in these tests takes any. */
  private static final long TIME = 1000;

  private static final int CAPACITY = 8;

  private final ScriptedLock lock = new ScriptedLock();
  private int told;
  private final BytePipe pipe = new BytePipe(CAPACITY, () -> told++, lock);

  @AfterEach
  void nothingIsLeftBehind() {
    Thread.interrupted();
  }

  /** The stack's thread puts this in. */
  private void put(String text) {
    ByteBuffer data = bytes(text);
    pipe.put(data);
    assertThat("room for " + text, data.hasRemaining(), is(false));
  }

  /** The stack's thread takes so many bytes. */
  private String take(int count) {
    StringBuilder taken = new StringBuilder();
    pipe.take(
        offered -> {
          byte[] first = new byte[Math.min(count, offered.remaining())];
          offered.get(first);
          taken.append(new String(first, StandardCharsets.US_ASCII));
          return first.length;
        });
    return taken.toString();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** What one read brings; "end" at the end. */
  private String read(int size, long timeout) throws IOException, InterruptedException {
    ByteBuffer target = ByteBuffer.allocate(size);
    int count = pipe.read(target, timeout);
    if (count == BytePipe.END) {
      return "end";
    }
    assertThat("what read returns, beside the target's position", count, is(target.position()));
    return new String(target.array(), 0, count, StandardCharsets.US_ASCII);
  }

  /** For the tests that are about something else: with lots of room and time. */
  private String read() throws IOException, InterruptedException {
    return read(100, TIME);
  }

  private void write(String text) throws IOException, InterruptedException {
    pipe.write(bytes(text), TIME);
  }

  /** Ends in this exception, and gives the lock back. */
  private <T extends Throwable> T fails(Class<T> expected, String what, Executable call) {
    try {
      call.execute();
    } catch (AssertionError e) {
      throw e; // the lock's own words
    } catch (Throwable e) {
      if (!expected.isInstance(e)) {
        throw new AssertionError(
            what + ": expected a " + expected.getSimpleName() + ", but came " + e, e);
      }
      assertThat(what + ": the lock is given back", lock.isGivenBack(), is(true));
      return expected.cast(e);
    }
    throw new AssertionError(what + ": expected a " + expected.getSimpleName() + ", none came");
  }

  private void noWait() {
    assertThat("waits: there was no need for any", lock.waits, is(empty()));
  }

  // --- read

  @Test
  @Order(1)
  @DisplayName("read: bytes that are there come at once")
  void bytesAreThere() throws Exception {
    put("hello");
    assertThat(read(), is("hello"));
    noWait();
  }

  @Test
  @Order(2)
  @DisplayName("read: what does not fit stays, for the next read")
  void doesNotFit() throws Exception {
    put("hello");
    assertThat("room for two", read(2, TIME), is("he"));
    assertThat("then", read(), is("llo"));
  }

  @Test
  @Order(3)
  @DisplayName("read: tells the stack that there is room, each time")
  void readTells() throws Exception {
    put("hello");
    read(2, TIME);
    assertThat("after the first read: how often the stack was told", told, is(1));
    read(2, TIME);
    assertThat("after the second read: how often the stack was told", told, is(2));
  }

  @Test
  @Order(4)
  @DisplayName("read: waits until bytes come")
  void readWaits() throws Exception {
    lock.whileWaiting(900, () -> put("late"));
    assertThat(read(), is("late"));
    assertThat("waits, in nanoseconds", lock.waits, contains(TIME));
  }

  @Test
  @Order(5)
  @DisplayName("read: a wait that ends without a reason is followed by another")
  void wokenWithoutReason() throws Exception {
    lock.whileWaiting(900, () -> {});
    lock.whileWaiting(800, () -> {});
    lock.whileWaiting(700, () -> put("late"));
    assertThat("woken twice for nothing, then bytes come", read(), is("late"));
  }

  @Test
  @Order(6)
  @DisplayName("read: the second wait has only the time that the first has left")
  void timeThatIsLeft() throws Exception {
    lock.whileWaiting(900, () -> {});
    lock.whileWaiting(100, () -> {});
    lock.whileWaiting(50, () -> put("late"));
    read();
    assertThat("waits, in nanoseconds", lock.waits, contains(TIME, 900L, 100L));
  }

  @Test
  @Order(7)
  @DisplayName("read: the time is over, and nothing has come")
  void timeIsOver() throws Exception {
    lock.whileWaiting(0, () -> {});
    fails(SocketTimeoutException.class, "nothing comes in time", this::read);
    put("too late");
    assertThat("what comes after a time-out is there for the next read", read(), is("too late"));
  }

  @Test
  @Order(8)
  @DisplayName("read: the time is over by a moment when it looks")
  void timeIsOverByAMoment() {
    lock.whileWaiting(-5, () -> {});
    fails(SocketTimeoutException.class, "-5 ns are left", this::read);
  }

  @Test
  @Order(9)
  @DisplayName("read: bytes that come in the last moment are not a time-out")
  void lastMoment() throws Exception {
    lock.whileWaiting(0, () -> put("in time"));
    assertThat("bytes came, and no time is left", read(), is("in time"));
  }

  @Test
  @Order(10)
  @DisplayName("read: no time at all: what is there, or a time-out without a wait")
  void noTime() throws Exception {
    put("here");
    assertThat("bytes are there", read(100, 0), is("here"));
    fails(SocketTimeoutException.class, "nothing is there", () -> read(100, 0));
    noWait();
  }

  @Test
  @Order(11)
  @DisplayName("read: the end comes after the bytes, and stays")
  void end() throws Exception {
    put("last");
    pipe.end();
    assertThat("the bytes", read(), is("last"));
    assertThat("after the bytes", read(), is("end"));
    assertThat("once more", read(), is("end"));
    noWait();
  }

  @Test
  @Order(12)
  @DisplayName("read: the end comes while it waits")
  void endWhileWaiting() throws Exception {
    lock.whileWaiting(900, pipe::end);
    assertThat(read(), is("end"));
  }

  @Test
  @Order(13)
  @DisplayName("read: a failure comes after the bytes, and stays")
  void failure() throws Exception {
    put("last");
    pipe.fail(() -> new SocketException("reset"));
    assertThat("the bytes come first", read(), is("last"));
    for (String when : new String[] {"after the bytes", "once more"}) {
      SocketException thrown = fails(SocketException.class, when, this::read);
      assertThat(when, thrown.getMessage(), is("reset"));
    }
  }

  @Test
  @Order(14)
  @DisplayName("read: a failure comes while it waits")
  void failureWhileWaiting() {
    lock.whileWaiting(900, () -> pipe.fail(() -> new SocketException("reset")));
    fails(SocketException.class, "a reset while it waits", this::read);
  }

  @Test
  @Order(15)
  @DisplayName("read: an interrupt while it waits ends it, and gives the lock back")
  void interruptWhileWaiting() throws Exception {
    lock.interruptWhileWaiting();
    fails(InterruptedException.class, "interrupted while it waits", this::read);
    put("later");
    assertThat("nothing is lost", read(), is("later"));
  }

  @Test
  @Order(16)
  @DisplayName("read and write: an interrupt from before ends them")
  void interruptedBefore() {
    put("here");
    Callable<?> read = this::read;
    Callable<?> write =
        () -> {
          write("more");
          return null;
        };
    for (Callable<?> call : List.of(read, write)) {
      Thread.currentThread().interrupt();
      assertThrows(
          InterruptedException.class, call::call, "somebody has interrupted the caller before");
    }
  }

  // --- write

  @Test
  @Order(20)
  @DisplayName("write: what there is room for goes in at once, and the stack is told")
  void fits() throws Exception {
    write("hello");
    assertThat("how often the stack was told", told, is(1));
    assertThat("what the stack takes", take(100), is("hello"));
    noWait();
  }

  @Test
  @Order(21)
  @DisplayName("write: waits for room, until all is in; the stack is told before each wait")
  void writesAll() throws Exception {
    StringBuilder taken = new StringBuilder();
    for (int i = 1; i <= 3; i++) {
      int parts = i;
      lock.whileWaiting(
          TIME,
          () -> {
            assertThat("told, before wait " + parts, told, is(parts));
            taken.append(take(5));
          });
    }
    write("twenty bytes of text");
    assertThat("told, after the last part", told, is(4));
    assertThat("all bytes, in order", taken + take(100), is("twenty bytes of text"));
  }

  @Test
  @Order(22)
  @DisplayName("write: woken while there is no room, it waits again, for the time that is left")
  void stillNoRoom() throws Exception {
    write("12345678");
    lock.whileWaiting(900, () -> {});
    lock.whileWaiting(800, () -> take(8));
    write("more");
    assertThat("waits, in nanoseconds", lock.waits, contains(TIME, 900L));
    assertThat("what the stack takes", take(100), is("more"));
  }

  @Test
  @Order(23)
  @DisplayName("write: the time begins anew when there was room")
  void timeAnew() throws Exception {
    lock.whileWaiting(10, () -> take(8));
    lock.whileWaiting(10, () -> take(8));
    write("twenty bytes of text");
    assertThat("waits, in nanoseconds", lock.waits, contains(TIME, TIME));
  }

  @Test
  @Order(24)
  @DisplayName("write: the time is over; the position tells how much was taken")
  void writeTimesOut() {
    lock.whileWaiting(900, () -> take(3));
    lock.whileWaiting(0, () -> {});
    ByteBuffer source = bytes("twenty bytes of text");
    fails(SocketTimeoutException.class, "no room any more", () -> pipe.write(source, TIME));
    assertThat("taken: 8, and then 3", source.position(), is(11));
  }

  @Test
  @Order(25)
  @DisplayName("write: nothing is written after the end")
  void writeAfterEnd() {
    pipe.end();
    SocketException thrown =
        fails(SocketException.class, "write, after the end", () -> write("more"));
    assertThat(thrown.getMessage(), containsString("closed"));
    assertThat("what the stack takes", take(100), is(""));
  }

  @Test
  @Order(26)
  @DisplayName("write: the end, or a failure, comes while it waits")
  void writeEndsWhileWaiting() throws Exception {
    write("12345678");
    lock.whileWaiting(900, () -> pipe.fail(() -> new SocketException("reset")));
    SocketException thrown =
        fails(SocketException.class, "a reset while it waits", () -> write("more"));
    assertThat(thrown.getMessage(), is("reset"));
    noMoreWaits();
  }

  private void noMoreWaits() {
    assertThat("the whole script has happened", lock.isOver(), is(true));
  }

  @Test
  @Order(27)
  @DisplayName("write: nothing to write needs no room")
  void nothingToWrite() throws Exception {
    write("12345678");
    write("");
    noWait();
  }

  @Test
  @Order(28)
  @DisplayName("write: an interrupt while it waits ends it, and gives the lock back")
  void writeInterrupted() throws Exception {
    write("12345678");
    lock.interruptWhileWaiting();
    fails(InterruptedException.class, "interrupted while it waits", () -> write("more"));
    assertThat("what the stack takes", take(100), is("12345678"));
  }
}
