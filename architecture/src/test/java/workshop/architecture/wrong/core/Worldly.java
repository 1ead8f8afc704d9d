package workshop.architecture.wrong.core;

/** Each line does one thing that no core may do. */
class Worldly {
  interface Deed {
    void run() throws Exception;
  }

  Deed nanoTime = System::nanoTime;
  Deed currentTime = () -> System.currentTimeMillis();
  Deed instant = () -> java.time.Instant.now();
  Deed clock = () -> java.time.Clock.systemUTC();
  Deed date = () -> new java.util.Date();
  Deed thread = () -> Thread.sleep(1);
  Deed executor = () -> java.util.concurrent.Executors.newCachedThreadPool();
  Deed lock = () -> new java.util.concurrent.locks.ReentrantLock();
  Deed timer = () -> new java.util.Timer();
  Deed socket = () -> new java.net.Socket();
  Deed channel = () -> java.nio.channels.SocketChannel.open();
  Deed file = () -> new java.io.File("x");
  Deed stream = () -> new java.io.FileInputStream("x");
  Deed randomAccess = () -> new java.io.RandomAccessFile("x", "r");
  Deed files = () -> java.nio.file.Files.exists(null);
  Deed process = () -> new ProcessBuilder("x");
  Deed command = () -> Runtime.getRuntime().exec("x");
  Deed in = () -> System.in.read();
  Deed out = () -> System.out.println();
  Deed err = () -> System.err.println();
  Deed environment = () -> System.getenv("x");
  Deed mathRandom = Math::random;
  Deed random = () -> new java.util.Random(1);
  Deed secureRandom = () -> new java.security.SecureRandom();
  Deed threadLocal = () -> java.util.concurrent.ThreadLocalRandom.current();
  Deed shuffle = () -> java.util.Collections.shuffle(null);
  Deed uuid = () -> java.util.UUID.randomUUID();
  Deed systemCall = () -> com.sun.jna.Native.getLastError();
}
