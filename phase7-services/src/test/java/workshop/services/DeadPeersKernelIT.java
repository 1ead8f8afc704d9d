package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.echo.Echo;
import workshop.echo.SegmentDrop;
import workshop.ethernet.Addresses;
import workshop.reliability.Settings;
import workshop.shared.DropReason;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.tap.Loop;
import workshop.tap.NativeLibC;
import workshop.tap.Options;
import workshop.tap.TapDevice;
import workshop.testkit.Command;
import workshop.testkit.Frames;
import workshop.testkit.InNetworkNamespace;

@Order(103)
@ExtendWith(InNetworkNamespace.class)
@DisplayName("Every place is taken by a peer of which nothing is heard any more")
class DeadPeersKernelIT {
  private static final int MOST = 1024;
  private static final int MILLIS = 10_000;
  private static final long SECOND = 1_000_000_000;

  private final Queue<DropReason> drops = new ConcurrentLinkedQueue<>();
  private volatile boolean running = true;
  private volatile Throwable failure;

  /** The test moves the stack's clock on, and does not wait. */
  private volatile long later;

  private FrameReceiver stack() throws IOException {
    LoopClock clock = new LoopClock();
    ServicesStack stack =
        ServicesStack.create(
            device,
            Addresses.DEFAULTS,
            Settings.DEFAULTS.withConnections(MOST),
            clock,
            () -> 0,
            new byte[16],
            new ServicesObserver() {
              @Override
              public void dropped(DropReason reason, ByteBuffer bytes) {
                drops.add(reason);
              }
            });
    stack.tcp().listen(7, () -> new IdleLimit(new Echo(), clock, FrameReceiver.NEVER));
    return new FrameReceiver() {
      @Override
      public void startOfBatch(long now) {
        stack.startOfBatch(now + later);
      }

      @Override
      public void receive(ByteBuffer frame) throws IOException {
        stack.receive(frame);
      }

      @Override
      public long endOfBatch() throws IOException {
        long next = stack.endOfBatch();
        return next == NEVER ? NEVER : next - later;
      }
    };
  }

  private TapDevice device;

  private static Socket connect(int millis) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(MILLIS);
    socket.connect(new InetSocketAddress(Frames.STACK_IP, 7), millis);
    return socket;
  }

  private static void echoes(Socket socket) throws IOException {
    socket.getOutputStream().write('x');
    assertThat("the echo", socket.getInputStream().read(), is((int) 'x'));
  }

  @Test
  @DisplayName("new clients are served as soon as one of them has been silent for long enough")
  void newClientsAreServed() throws Exception {
    device = TapDevice.open(new NativeLibC(), "tap0");
    Command.run("ip", "addr", "add", Options.DEFAULTS.kernel(), "dev", "tap0").succeeded();
    Command.run("ip", "link", "set", "dev", "tap0", "up").succeeded();
    FrameReceiver stack = stack();
    Thread loop =
        new Thread(
            () -> {
              try {
                Loop.run(device, stack, () -> running);
              } catch (Throwable e) {
                failure = e; // the test's own thread tells
              }
            },
            "the server's loop");
    loop.start();
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < MOST; i++) {
        sockets.add(connect(MILLIS));
        echoes(sockets.get(i));
      }
      assertThrows(SocketTimeoutException.class, () -> connect(200), "none has been silent yet");
      assertThat("drops", drops, hasItem(SegmentDrop.NO_ROOM));

      later = 60 * SECOND;
      for (int i = 0; i < 10; i++) {
        echoes(sockets.get(i));
      }
      for (int i = 0; i < 5; i++) {
        Socket late = connect(MILLIS);
        sockets.add(late);
        echoes(late);
      }
      echoes(sockets.get(0));
      assertThrows(
          SocketException.class,
          () -> {
            echoes(sockets.get(10));
          },
          "the one that has been silent for longest was reset");
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
      running = false;
      loop.join();
      device.close();
    }
    assertThat("what the loop has thrown", failure, is(nullValue()));
  }
}
