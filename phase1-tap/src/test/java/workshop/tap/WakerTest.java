package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;

@Given
@Order(12)
@DisplayName("Waker: ends a wait from another thread")
class WakerTest {
  private final FakeLibC libC = new FakeLibC();
  private Waker waker;

  @BeforeEach
  void open() throws TapException {
    waker = new Waker(libC);
    libC.calls();
  }

  @Test
  @Order(1)
  @DisplayName("wake: makes the descriptor ready until it is cleared")
  void readyUntilCleared() {
    assertThat("ready, at first", isReady(), is(false));
    waker.wake();
    assertThat("ready, after a wake", isReady(), is(true));
    waker.clear();
    assertThat("ready, when it is cleared", isReady(), is(false));
  }

  @Test
  @Order(2)
  @DisplayName("wake: many of them make one system call, and so does the clear after them")
  void writesOnce() {
    for (int i = 0; i < 100; i++) {
      waker.wake();
    }
    assertThat(libC.calls(), is(List.of("write 8")));
    waker.clear();
    assertThat(libC.calls(), is(List.of("read 8")));
    waker.wake();
    assertThat(libC.calls(), is(List.of("write 8")));
  }

  @Test
  @Order(3)
  @DisplayName("clear: makes no system call where nobody has called wake")
  void clearsNothing() {
    waker.clear();
    assertThat(libC.calls(), is(empty()));
  }

  @Test
  @Order(4)
  @DisplayName("a wake between clear and the next wait ends that wait")
  void wakeBeforeTheWait() {
    waker.wake();
    waker.clear();
    waker.wake();
    assertThat("ready, when the wait begins", isReady(), is(true));
  }

  @Test
  @Order(5)
  @DisplayName("a wake whose write comes after a clear ends the next wait, and only that one")
  void writeComesAfterClear() {
    libC.beforeEvent = waker::clear;
    waker.wake();
    assertThat("ready, for the next wait", isReady(), is(true));
    waker.clear();
    assertThat("ready, for the wait after that", isReady(), is(false));
    waker.wake();
    assertThat("ready, after another wake", isReady(), is(true));
  }

  @Test
  @Order(6)
  @DisplayName("wake: does nothing after close: the descriptor may be somebody else's by then")
  void sleepsAfterClose() {
    waker.close();
    assertThat(libC.calls(), is(List.of("close 8")));
    waker.wake();
    assertThat(libC.calls(), is(empty()));
  }

  @Test
  @Order(7)
  @DisplayName("no wake is lost, however many threads call it while one waits")
  void losesNoWake() throws InterruptedException {
    int each = 2000;
    int threads = 4;
    AtomicInteger left = new AtomicInteger();
    List<Thread> others = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread other =
          new Thread(
              () -> {
                for (int j = 0; j < each; j++) {
                  left.incrementAndGet();
                  waker.wake();
                }
              });
      other.setDaemon(true);
      others.add(other);
    }
    libC.pollWaits = true;
    others.forEach(Thread::start);
    int taken = 0;
    while (taken < threads * each && !Thread.currentThread().isInterrupted()) {
      isReady();
      waker.clear();
      taken += left.getAndSet(0);
    }
    assertThat("what the wakes were for", taken, is(threads * each));
    for (Thread other : others) {
      other.join();
    }
    libC.pollWaits = false;
    waker.clear();
    assertThat("ready, when all is done", isReady(), is(false));
  }

  private boolean isReady() {
    ByteBuffer pollfd = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    return libC.poll(pollfd.putInt(0, waker.fd()).putShort(4, LibC.POLLIN), 1, 0) == 1;
  }
}
