package workshop.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows the files of one folder, and of those in it. */
public final class StaticFiles implements Handler {
  private final Path folder;
  private final String prefix;

  /**
   * Shows a folder.
   *
   * @param prefix what the paths of requests begin with, for instance /files/
   */
  public StaticFiles(Path folder, String prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  @Override
  public Response handle(Request request) {
    String path = request.path().substring(prefix.length());
    Path file = FileSelection.file(folder, path);
    if (file != null && Files.isDirectory(file)) {
      if (!path.isEmpty() && !path.endsWith("/")) {
        return toFolder(request);
      }
      file = FileSelection.file(folder, path + "index.html");
    } else if (path.endsWith("/")) {
      return notFound(); // a file is no folder
    }
    // Anything else, a pipe for instance, could make us wait for ever.
    if (file == null || !Files.isRegularFile(file)) {
      return notFound();
    }
    try {
      return answer(request, file);
    } catch (IOException e) {
      return notFound(); // gone by now, or not readable
    }
  }

  private static Response notFound() {
    return Response.error(404, "there is no such file");
  }

  /** Links in a page of a folder count from the folder only if its path ends with a slash. */
  private static Response toFolder(Request request) {
    String target = request.target().replaceFirst("\\?.*", "");
    return target.startsWith("/") ? Response.empty(301).with("Location", target + "/") : notFound();
  }

  private static Response answer(Request request, Path file) throws IOException {
    long size = Files.size(file);
    long modified = Math.floorDiv(Files.getLastModifiedTime(file).toMillis(), 1000L);
    if (isNotNewer(request, modified)) {
      return stamp(Response.empty(304), modified);
    }
    String type = ContentType.of(file.getFileName().toString());
    ByteRange part = part(request, size, modified);
    if (part == null) {
      Body whole = FileBody.open(file, new ByteRange(0, size - 1));
      return stamp(Response.of(200, type, whole), modified);
    }
    if (part == ByteRange.UNSATISFIABLE) {
      return Response.error(416, "the file has " + size + " bytes")
          .with("Content-Range", "bytes */" + size);
    }
    return stamp(Response.of(206, type, FileBody.open(file, part)), modified)
        .with("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + size);
  }

  private static Response stamp(Response response, long modified) {
    return response.with("Last-Modified", HttpDate.text(modified)).with("Accept-Ranges", "bytes");
  }

  /** RFC 9110 section 13.1.3: the client has it, and only wants a newer one. */
  private static boolean isNotNewer(Request request, long modified) {
    String since = request.header("If-Modified-Since");
    return since != null && modified <= HttpDate.seconds(since);
  }

  /** The part that is asked for; null: all. */
  private static ByteRange part(Request request, long size, long modified) {
    String range = request.header("Range");
    if (range == null || !request.method().equals("GET")) {
      return null; // RFC 9110 section 14.2: it is defined for GET alone
    }
    // RFC 9110 section 13.1.5: a part of another version would not fit to what the client has.
    String ifRange = request.header("If-Range");
    boolean fits = ifRange == null || ifRange.equals(HttpDate.text(modified));
    return fits ? FileSelection.range(range, size) : null;
  }
}
