package workshop.reliability;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import workshop.tap.NativeLibC;
import workshop.tap.OutgoingFrame;
import workshop.tap.TapDevice;
import workshop.testkit.Command;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

/** The Linux kernel's own TCP, in a network namespace of the test's. */
final class KernelHost implements WireHost {
  private static final String DEVICE = "tap0";

  /** What a server does with a connection. */
  @FunctionalInterface
  private interface Service {
    void serve(Socket socket) throws Exception;
  }

  private final TapDevice device;
  private final CountDownLatch awake = new CountDownLatch(1);
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

  KernelHost() throws Exception {
    device = TapDevice.open(new NativeLibC(), DEVICE);
    Command.run("ip", "link", "set", "dev", DEVICE, "address", Frames.KERNEL_MAC).succeeded();
    Command.run("ip", "addr", "add", "192.168.100.1/24", "dev", DEVICE).succeeded();
    // Each segment for itself: else the kernel may hold one back until there are several.
    Command.run("ip", "link", "set", "dev", DEVICE, "gso_max_segs", "1").succeeded();
    Command.run("ip", "link", "set", "dev", DEVICE, "up").succeeded();
    listen(ECHO, KernelHost::echo);
    listen(DISCARD, socket -> socket.getInputStream().readAllBytes());
    listen(
        CHARGEN,
        socket -> {
          socket.getOutputStream().write(WireHost.stream(0, TALK));
          socket.getInputStream().readAllBytes();
        });
    listen(
        CLOSER,
        socket -> {
          socket.shutdownOutput();
          socket.getInputStream().readAllBytes();
        });
    listen(
        DEAF,
        socket -> {
          awake.await();
          socket.getInputStream().readAllBytes();
        });
  }

  private static void echo(Socket socket) throws IOException {
    byte[] bytes = new byte[65536];
    InputStream in = socket.getInputStream();
    for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
      socket.getOutputStream().write(bytes, 0, count);
    }
  }

  private void listen(int port, Service service) throws IOException {
    ServerSocket server = new ServerSocket();
    open.add(server);
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(address(), port));
    thread(
        () -> {
          while (true) {
            Socket socket = server.accept();
            thread(() -> serve(socket, service));
          }
        });
  }

  private void serve(Socket socket, Service service) throws Exception {
    open.add(socket);
    socket.setTcpNoDelay(true);
    socket.setOOBInline(true); // RFC 6093 section 5
    service.serve(socket);
    socket.close();
  }

  /** In the namespace of whoever starts it; it ends when what it waits for is closed. */
  private static void thread(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.go();
              } catch (IOException | InterruptedException e) {
                return; // the test has closed or reset what was waited for
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private interface Work {
    void go() throws Exception;
  }

  @Override
  public String address() {
    return Frames.KERNEL_IP;
  }

  @Override
  public String mac() {
    return Frames.KERNEL_MAC;
  }

  @Override
  public long now() {
    return System.nanoTime();
  }

  @Override
  public double slack() {
    return 0.2;
  }

  @Override
  public void send(byte[] frame) throws IOException {
    device.send(OutgoingFrame.of(ByteBuffer.wrap(frame)));
  }

  @Override
  public byte[] next(long until) throws IOException {
    while (true) {
      ByteBuffer frame = device.receive();
      if (frame != null) {
        return Hex.bytes(frame);
      }
      long left = until - now();
      if (left <= 0) {
        return null;
      }
      device.await(left);
    }
  }

  @Override
  public void wakeUp() {
    awake.countDown();
  }

  @Override
  public void connect(String address, int port) {
    Socket socket = new Socket();
    open.add(socket);
    thread(
        () -> {
          socket.connect(new InetSocketAddress(address, port));
          echo(socket);
          socket.close();
        });
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
    device.close();
  }
}
