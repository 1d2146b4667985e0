//! Joins files of a split module into one.
//!
//! They were cut from the same module: each has all of its types, imports its memory, its table and its stack, and calls the
//! others through fixed places of the table. A call that stays inside the joined file becomes a plain call again.

use std::collections::BTreeMap;

use anyhow::{anyhow, bail, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, DataSection, ElementSection, EntityType, FunctionSection, ImportSection, Module, NameMap, NameSection,
    TypeSection,
};
use wasmparser::{
    Data, DataKind, Element, ElementItems, ElementKind, FunctionBody, Import, KnownCustom, Name, Operator, Parser, Payload,
    TypeRef, TypeSectionReader,
};

/// One file, taken apart.
#[derive(Default)]
struct Part<'a> {
    types: Option<TypeSectionReader<'a>>,
    imports: Vec<Import<'a>>,
    /// The type of each function.
    functions: Vec<u32>,
    elements: Vec<Element<'a>>,
    bodies: Vec<FunctionBody<'a>>,
    data: Vec<Data<'a>>,
    names: Vec<(u32, &'a str)>,
}

/// Where the functions and globals of one file are in the joined one.
struct Moved {
    functions: Vec<u32>,
    globals: Vec<u32>,
}

impl Reencode for Moved {
    type Error = String;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<String>> {
        at(&self.functions, function)
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error<String>> {
        at(&self.globals, global)
    }

    fn data_index(&mut self, data: u32) -> Result<u32, Error<String>> {
        Err(Error::UserError(format!("data {data} is copied by code, and is no longer where it was")))
    }
}

fn at(moved: &[u32], index: u32) -> Result<u32, Error<String>> {
    let place = usize::try_from(index).ok().and_then(|index| moved.get(index));
    place.copied().ok_or_else(|| Error::UserError(format!("{index} is named and not there")))
}

/// One file that does what all of `files` do.
pub(crate) fn join(files: &[Vec<u8>]) -> anyhow::Result<Vec<u8>> {
    let parts: Vec<Part> = files.iter().map(|file| Part::read(file)).collect::<anyhow::Result<_>>()?;
    let (imports, globals) = imports(&parts)?;
    let mut moved = moves(&parts, globals)?;

    let mut types = TypeSection::new();
    let (mut functions, mut elements) = (FunctionSection::new(), ElementSection::new());
    let (mut code, mut data) = (CodeSection::new(), DataSection::new());
    let mut names = NameMap::new();
    let mut first = 0;
    for (part, moved) in parts.into_iter().zip(&mut moved) {
        let told = |error| anyhow!("{error}");
        if let (true, Some(all)) = (types.is_empty(), part.types) {
            moved.parse_type_section(&mut types, all).map_err(told)?;
        }
        for (index, name) in part.names {
            names.append(first + index, name);
        }
        first += u32::try_from(part.functions.len())?;
        for function in part.functions {
            functions.function(function);
        }
        for element in part.elements {
            moved.parse_element(&mut elements, element).map_err(told)?;
        }
        for body in part.bodies {
            moved.parse_function_body(&mut code, body).map_err(told)?;
        }
        for segment in part.data.into_iter().filter(|segment| !segment.data.is_empty()) {
            ensure!(matches!(segment.kind, DataKind::Active { .. }), "data that code copies cannot be joined");
            moved.parse_data(&mut data, segment).map_err(told)?;
        }
    }
    let mut told = NameSection::new();
    told.functions(&names);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&elements).section(&code).section(&data).section(&told);
    Ok(module.finish())
}

impl<'a> Part<'a> {
    fn read(file: &'a [u8]) -> anyhow::Result<Self> {
        let mut part = Self::default();
        for payload in Parser::new(0).parse_all(file) {
            let payload = payload?;
            if let Payload::TypeSection(types) = payload {
                part.types = Some(types);
            } else if let Payload::ImportSection(imports) = payload {
                part.imports = imports.into_imports().collect::<Result<_, _>>()?;
            } else if let Payload::FunctionSection(functions) = payload {
                part.functions = functions.into_iter().collect::<Result<_, _>>()?;
            } else if let Payload::ElementSection(elements) = payload {
                part.elements = elements.into_iter().collect::<Result<_, _>>()?;
            } else if let Payload::CodeSectionEntry(body) = payload {
                part.bodies.push(body);
            } else if let Payload::DataSection(data) = payload {
                part.data = data.into_iter().collect::<Result<_, _>>()?;
            } else if let Payload::ExportSection(exports) = payload {
                ensure!(exports.count() == 0, "a part that exports something cannot be joined");
            } else if matches!(
                payload,
                Payload::TableSection(_) | Payload::MemorySection(_) | Payload::GlobalSection(_) | Payload::StartSection { .. }
            ) {
                bail!("a part with a table, memory, global or start of its own cannot be joined");
            } else if let Payload::CustomSection(section) = payload
                && let KnownCustom::Name(all) = section.as_known()
            {
                part.name(all)?;
            }
        }
        ensure!(part.functions.len() == part.bodies.len(), "a part has functions without code");
        Ok(part)
    }

    fn name(&mut self, all: wasmparser::NameSectionReader<'a>) -> anyhow::Result<()> {
        for name in all {
            let Name::Function(functions) = name? else { continue };
            for function in functions {
                let function = function?;
                self.names.push((function.index, function.name));
            }
        }
        Ok(())
    }
}

/// Everything that the parts import, each once; and for each part where its globals are among them.
fn imports(parts: &[Part]) -> anyhow::Result<(ImportSection, Vec<Vec<u32>>)> {
    let (mut section, mut seen, mut moved) = (ImportSection::new(), BTreeMap::new(), Vec::new());
    let mut count = 0;
    for part in parts {
        let mut globals = Vec::new();
        for import in &part.imports {
            let global = matches!(import.ty, TypeRef::Global(_));
            ensure!(
                global || matches!(import.ty, TypeRef::Memory(_) | TypeRef::Table(_)),
                "{} is imported, and is no memory, table or global",
                import.name
            );
            let index = match seen.get(&(import.module, import.name)) {
                Some(index) => *index,
                None => {
                    section.import(import.module, import.name, EntityType::try_from(import.ty).map_err(untold)?);
                    seen.insert((import.module, import.name), count);
                    count += u32::from(global);
                    count - u32::from(global)
                }
            };
            if global {
                globals.push(index);
            }
        }
        moved.push(globals);
    }
    Ok((section, moved))
}

/// Where everything of each part is in the joined file. A shim that calls what has been joined to it is passed over.
fn moves(parts: &[Part], globals: Vec<Vec<u32>>) -> anyhow::Result<Vec<Moved>> {
    let mut first = 0;
    let mut places = BTreeMap::new();
    let mut firsts = Vec::new();
    for part in parts {
        firsts.push(first);
        for element in &part.elements {
            let (mut place, functions) = placed(element)?;
            for function in functions {
                places.insert(place, first + function);
                place += 1;
            }
        }
        first += u32::try_from(part.functions.len())?;
    }
    let mut moved = Vec::new();
    for ((part, first), globals) in parts.iter().zip(firsts).zip(globals) {
        let functions = (first..).zip(&part.bodies).map(|(index, body)| {
            let called = shim(body)?.and_then(|place| places.get(&place).copied());
            Ok(called.unwrap_or(index))
        });
        moved.push(Moved { functions: functions.collect::<anyhow::Result<_>>()?, globals });
    }
    Ok(moved)
}

/// The first place of the table that an element fills, and the functions it puts there.
fn placed(element: &Element) -> anyhow::Result<(i32, Vec<u32>)> {
    let ElementKind::Active { offset_expr, .. } = &element.kind else { bail!("a part fills the table by code") };
    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
        bail!("a part fills the table at no fixed place")
    };
    let ElementItems::Functions(functions) = &element.items else { bail!("a part fills the table with expressions") };
    Ok((value, functions.clone().into_iter().collect::<Result<_, _>>()?))
}

/// The place of the table that a function calls, when it does nothing but hand on what it was given, in its order.
fn shim(body: &FunctionBody) -> anyhow::Result<Option<i32>> {
    let mut operators = body.get_operators_reader()?;
    let mut given = 0;
    loop {
        let operator = operators.read()?;
        if matches!(operator, Operator::LocalGet { local_index } if local_index == given) {
            given += 1;
        } else if let Operator::I32Const { value } = operator {
            let called = matches!(operators.read()?, Operator::CallIndirect { table_index: 0, .. });
            let ends = called && matches!(operators.read()?, Operator::End) && operators.eof();
            return Ok(ends.then_some(value));
        } else {
            return Ok(None);
        }
    }
}

fn untold<T>(_: T) -> anyhow::Error {
    anyhow!("an import has a type that cannot be written")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use wasm_encoder::{ConstExpr, Elements, ExportKind, ExportSection, Function, GlobalType, RefType, TableType, ValType};

    /// A file with one function at `place` of the table: it answers global `name` plus, if there is one, what `other` answers.
    fn file(place: i32, name: &str, other: Option<i32>) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        let table = TableType { element_type: RefType::FUNCREF, minimum: 4, maximum: None, table64: false, shared: false };
        let mut imports = ImportSection::new();
        imports.import("host", "table", EntityType::Table(table));
        let global = GlobalType { val_type: ValType::I32, mutable: false, shared: false };
        imports.import("host", name, EntityType::Global(global));
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut code = CodeSection::new();
        let mut function = Function::new([]);
        function.instructions().global_get(0);
        if other.is_some() {
            function.instructions().call(1).i32_add();
        }
        function.instructions().end();
        code.function(&function);
        if let Some(other) = other {
            functions.function(0);
            let mut shim = Function::new([]);
            shim.instructions().i32_const(other).call_indirect(0, 0).end();
            code.function(&shim);
        }
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(place), Elements::Functions((&[0][..]).into()));
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&elements).section(&code);
        module.finish()
    }

    /// What each function calls or reads.
    fn told(file: &[u8]) -> Vec<Vec<String>> {
        let part = Part::read(file).unwrap();
        let of = |body: &FunctionBody| {
            let mut operators = body.get_operators_reader().unwrap();
            let mut all = Vec::new();
            while !operators.eof() {
                let operator = operators.read().unwrap();
                if let Operator::GlobalGet { global_index } = operator {
                    all.push(format!("global {global_index}"));
                } else if let Operator::Call { function_index } = operator {
                    all.push(format!("call {function_index}"));
                }
            }
            all
        };
        part.bodies.iter().map(of).collect()
    }

    #[test]
    fn a_call_between_joined_files_is_a_plain_call_and_each_reads_its_own_globals() {
        let joined = join(&[file(1, "a", Some(2)), file(2, "b", None)]).unwrap();
        // Function 1 is the shim, which nothing calls any more; function 2 is the one of the second file.
        assert_eq!(told(&joined), [vec!["global 0", "call 2"], vec![], vec!["global 1"]]);
        let part = Part::read(&joined).unwrap();
        let names: Vec<&str> = part.imports.iter().map(|import| import.name).collect();
        assert_eq!(names, ["table", "a", "b"], "the table is imported once");
        let places: Vec<(i32, Vec<u32>)> = part.elements.iter().map(|element| placed(element).unwrap()).collect();
        assert_eq!(places, [(1, vec![0]), (2, vec![2])], "each is found where it was before");
    }

    #[test]
    fn a_call_to_a_file_that_is_not_joined_stays_as_it_was() {
        let joined = join(&[file(1, "a", Some(3)), file(2, "a", None)]).unwrap();
        assert_eq!(told(&joined), [vec!["global 0", "call 1"], vec![], vec!["global 0"]]);
    }

    #[test]
    fn a_file_that_exports_something_is_refused() {
        let mut exports = ExportSection::new();
        exports.export("memory", ExportKind::Memory, 0);
        let mut module = Module::new();
        module.section(&exports);
        assert!(join(&[module.finish()]).is_err());
    }
}
