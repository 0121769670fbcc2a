"""Writes the arrays in data/ with NumPy, in every layout that the readers know. Run: python3 make-data.py"""
import io
import pathlib
import struct
import zipfile
import zlib

import numpy as np

OUT = pathlib.Path(__file__).parent / "data"


def save(name, array, version=None):
    with open(OUT / name, "wb") as file:
        np.lib.format.write_array(file, np.asanyarray(array), version=version, allow_pickle=False)


def arrays():
    counted = np.arange(24).reshape(2, 3, 4)
    for kind in ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"]:
        for order, word in [("<", "little"), (">", "big")]:
            if kind.endswith("1") and order == ">":
                continue
            save(f"counted-{kind}-{word}.npy", counted.astype(order + kind))
    save("fortran.npy", np.asfortranarray(counted.astype("<f8")))
    save("bool.npy", np.array([True, False, True]))
    save("scalar.npy", np.float64(2.5))
    save("empty.npy", np.zeros((0, 3)))
    save("version2.npy", counted.astype("<f4"), version=(2, 0))
    save("version3.npy", counted.astype("<f4"), version=(3, 0))
    save("halves.npy", np.array([1.0, -2.5, 6.103515625e-05, 5.960464477539063e-08, 65504, np.inf, -np.inf], dtype="<f2"))
    save("extremes.npy", np.array([-(2**53), 2**53, -1], dtype="<i8"))
    save("inexact.npy", np.array([0, 2**53 + 1], dtype="<i8"))
    save("complex.npy", np.array([1j]))
    save("text.npy", np.array(["a"]))
    save("structured.npy", np.array([(1, 2.0)], dtype=[("a", "<i4"), ("b", "<f8")]))


def archives():
    one = np.arange(6, dtype="<f8").reshape(2, 3)
    two = np.array([7, 8, 9], dtype="u1")
    np.savez(OUT / "stored.npz", one=one, two=two)
    np.savez_compressed(OUT / "deflated.npz", one=one, two=two, zeros=np.zeros(10000))
    np.savez(OUT / "single.npz", only=two)
    with zipfile.ZipFile(OUT / "twice.npz", "w") as archive:
        for _ in range(2):
            member = zipfile.ZipInfo("one.npy", (1980, 1, 1, 0, 0, 0))
            archive.writestr(member, npy(one))


def npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def archive(name, data, packed, method, size, checksum=None, flags=0):
    """An archive of one member, every field of which may be a lie."""
    path = b"one.npy"
    checksum = zlib.crc32(data) if checksum is None else checksum
    fields = struct.pack("<HHHHHIIIHH", 20, flags, method, 0, 33, checksum, len(packed), size, len(path), 0)
    local = b"PK\3\4" + fields + path + packed
    entry = b"PK\1\2" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0) + path
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local), 0)
    (OUT / name).write_bytes(local + entry + end)


def liars():
    data = npy(np.arange(3.0))
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(data) + deflate.flush()
    archive("bomb.npz", data, packed, 8, 1 << 30)
    archive("huge.npz", data, packed, 8, (1 << 30) + 1)
    archive("short.npz", data, packed, 8, len(data) + 1)
    archive("long.npz", data, packed, 8, len(data) - 1)
    archive("checksum.npz", data, data, 0, len(data), checksum=1)
    archive("encrypted.npz", data, data, 0, len(data), flags=1)
    archive("method.npz", data, data, 12, len(data))
    archive("zip64.npz", data, data, 0, 0xFFFFFFFF)


OUT.mkdir(exist_ok=True)
arrays()
archives()
liars()
