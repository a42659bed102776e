package com.scanium.sightline.grafana.internal;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One question to an HTTP interface: where, with what, and how to read its answer. Immutable.
 *
 * @param method GET, or what changes something
 * @param path behind the base, with a slash in front
 * @param reader reads the body of a success
 * @param parameters in the address, or in the body
 * @param headers for this question alone
 * @param json the body, or null
 * @param traits what else is to know
 * @param answers statuses beside 2xx whose JSON body is the answer, not a failure
 * @param gone what it means that nothing is there any more, after an earlier answer was lost; null
 *     when that means nothing but that
 * @param <T> what becomes of the answer
 */
public record Call<T>(
    Request.Method method,
    String path,
    BodyReader<T> reader,
    Form parameters,
    Headers headers,
    @Nullable String json,
    Set<Trait> traits,
    Set<Integer> answers,
    @Nullable T gone) {
  /** Copies the sets. */
  public Call {
    traits = Set.copyOf(traits);
    answers = Set.copyOf(answers);
  }

  /** What there is to know about a question. */
  public enum Trait {
    /** It is put as a form when the address would become long. */
    FORM_WHEN_LONG,
    /** Not every server has it: nothing there means that this one does not. */
    OPTIONAL,
    /** To put it twice does no more than to put it once, whatever its method. */
    IDEMPOTENT,
    /** To put it twice may do more than to put it once, whatever its method. */
    ONCE,
    /** Its answer may be any text, HTML included. */
    ANY_TEXT
  }

  /**
   * Reads the body of a success.
   *
   * @param <T> what becomes of it
   */
  @FunctionalInterface
  public interface BodyReader<T> {
    /**
     * Makes a value of the body.
     *
     * @throws UnexpectedAnswer when it is not what was asked for
     * @throws IOException when it breaks off
     */
    T read(InputStream body) throws IOException;
  }

  /**
   * Makes a value of a small JSON body.
   *
   * @param <T> what becomes of it
   */
  @FunctionalInterface
  public interface TreeReader<T> {
    /**
     * Makes a value of the tree.
     *
     * @throws UnexpectedAnswer when it is not what was asked for
     */
    T read(Doc tree) throws IOException;
  }

  /** How long an address may become before its parameters go into the body. */
  static final int LONGEST_ADDRESS = 2000;

  /** A question whose body is read as it streams in. */
  public static <T> Call<T> streaming(Request.Method method, String path, BodyReader<T> reader) {
    return new Call<>(
        method, path, reader, Form.EMPTY, Headers.EMPTY, null, Set.of(), Set.of(), null);
  }

  /** A question whose answer is a small JSON body. */
  public static <T> Call<T> json(Request.Method method, String path, TreeReader<T> reader) {
    return streaming(method, path, body -> reader.read(Trees.read(body)));
  }

  /** The same by GET. */
  public static <T> Call<T> get(String path, TreeReader<T> reader) {
    return json(Request.Method.GET, path, reader);
  }

  /** With these parameters. */
  public Call<T> with(Form all) {
    return new Call<>(method, path, reader, all, headers, json, traits, answers, gone);
  }

  /** With one more header. */
  public Call<T> header(String name, String value) {
    Headers more = headers.replacing(name, value);
    return new Call<>(method, path, reader, parameters, more, json, traits, answers, gone);
  }

  /** With a JSON body. */
  public Call<T> body(Doc tree) {
    String text = DocWriter.json(tree);
    return new Call<>(method, path, reader, parameters, headers, text, traits, answers, gone);
  }

  /** With one more trait. */
  public Call<T> trait(Trait trait) {
    Set<Trait> more = EnumSet.of(trait);
    more.addAll(traits);
    return new Call<>(method, path, reader, parameters, headers, json, more, answers, gone);
  }

  /** These statuses too bring the answer when their body is JSON. */
  public Call<T> alsoAnsweredBy(Integer... statuses) {
    return new Call<>(
        method, path, reader, parameters, headers, json, traits, Set.of(statuses), gone);
  }

  /** What it means when a second request finds nothing after the answer to a first was lost. */
  public Call<T> goneMeans(T value) {
    return new Call<>(method, path, reader, parameters, headers, json, traits, answers, value);
  }

  /** Whether it has a trait. */
  public boolean has(Trait trait) {
    return traits.contains(trait);
  }
}
