package workshop.echo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An application that does what a test tells it, and writes down what it is told. */
final class ManualApplication implements Application {
  final List<String> told = new ArrayList<>();
  TcpStream stream;
  int progressCalls;
  private Consumer<TcpStream> onProgress = stream -> {};

  ManualApplication() {}

  /** One that does this whenever something may have become possible. */
  ManualApplication(Consumer<TcpStream> onProgress) {
    this.onProgress = onProgress;
  }

  /** From now on. */
  void onProgress(Consumer<TcpStream> action) {
    onProgress = action;
  }

  @Override
  public void progress(TcpStream stream) {
    this.stream = stream;
    progressCalls++;
    onProgress.accept(stream);
  }

  @Override
  public void closed(TcpStream stream) {
    told.add("closed");
  }

  @Override
  public void aborted(TcpStream stream, String reason) {
    told.add("aborted: " + reason);
  }

  @Override
  public void unanswered(TcpStream stream) {
    told.add("unanswered");
  }

  @Override
  public void urgent(TcpStream stream) {
    told.add("urgent");
  }

  /** It was told of this, besides that it may work. */
  void assertTold(String... expected) {
    Told.assertTold("what the application was told", told, (Object[]) expected);
  }

  static int write(TcpStream stream, String text) {
    return stream.write(ByteBuffer.wrap(text.getBytes(Script.CHARSET)));
  }

  static String received(TcpStream stream) {
    return Script.CHARSET.decode(stream.received()).toString();
  }
}
